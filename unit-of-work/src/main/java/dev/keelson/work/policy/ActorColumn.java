package dev.keelson.work.policy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Internal;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an actor lies in a column. Immutable; thread-safe as its function is.
 *
 * @param type of the column
 * @param value from an actor to what the type fits
 */
@Internal
public record ActorColumn(ColumnType type, Function<? super Actor, ?> value) {

    public ActorColumn {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /**
     * The actor's name as it is.
     *
     * @throws IllegalArgumentException if the type holds no text
     */
    public static ActorColumn named(ColumnType type) {
        return switch (type.kind()) {
            case TEXT, VARCHAR -> new ActorColumn(type, Actor::name);
            default ->
                throw new IllegalArgumentException("Cannot write an actor's name into a column of type " + type
                        + ": give text() or varchar(n), or say what is written of an actor: .actors(" + type
                        + ", actor -> ...).");
        };
    }

    /**
     * What a converter writes of an actor.
     *
     * @throws IllegalArgumentException if it has other than one column that is never null
     */
    public static ActorColumn by(ValueConverter<Actor> converter) {
        List<ColumnSpec> columns = converter.columns();
        if (columns.size() != 1 || columns.get(0).nullable()) {
            throw new IllegalArgumentException("Cannot write actors by a converter of " + columns.size()
                    + " columns: give one to just one column that is never null.");
        }
        ColumnType type = columns.get(0).type();
        return converter instanceof ScalarConverter<Actor> scalar
                ? new ActorColumn(type, scalar::toColumn)
                : new ActorColumn(type, actor -> written(converter, actor));
    }

    /** A policy's column that takes the actor of each moment. */
    public PolicyColumn of(String name, String noun) {
        return new PolicyColumn(
                name, type, moment -> value.apply(moment.context().actor()), noun, null);
    }

    private static Object written(ValueConverter<Actor> converter, Actor actor) {
        @Nullable Object[] written = new Object[1];
        converter.write(actor, (index, value) -> written[index] = value);
        Object value = written[0];
        if (value == null) {
            throw new IllegalArgumentException("Cannot write the actor '" + actor.name()
                    + "': the converter of actors left its column null. Have it write a value for every actor.");
        }
        return value;
    }
}
