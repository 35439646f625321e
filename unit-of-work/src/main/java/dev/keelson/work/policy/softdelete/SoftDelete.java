package dev.keelson.work.policy.softdelete;

import dev.keelson.kernel.Actor;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.policy.ActorColumn;
import dev.keelson.work.policy.ChosenAggregates;
import dev.keelson.work.policy.Clause.Hide;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.TableRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is removed stays, where no load and no query finds it:
 *
 * <pre>{@code
 * Keelson.builder().policy(SoftDelete.columns("deleted_at", "deleted_by"))...
 * SoftDelete.columns("deleted_at").except(Session.class)
 * SoftDelete.flag("is_deleted")
 *
 * work.remove(order);                                          // an update, in the statements of the commit
 * work.includingDeleted("the customer asks").get(Order.class, id);
 * work.restore(Order.class, id);
 * keelson.purgeDeleted(context, Order.class, olderThan);       // deletes for good
 * }</pre>
 *
 * Where a root is removed its row stays and is stamped, and so are the rows of its parts that have identifiers of their own; its
 * other rows stay as they are, so that {@code restore} brings back the whole aggregate. Where an aggregate that lives on loses a
 * part, a part with an identifier of its own is stamped, and the rows of any other are deleted. A flag does not tell by which
 * removal a row went: of a removed root it stamps the root alone.
 *
 * <p>An aggregate whose domain says itself when it is deleted is left out: {@code order.softDelete("deletedAt")}. Immutable, and
 * thread-safe as the function or converter of actors is.
 */
public final class SoftDelete implements Policy {

    private final String first;
    private final @Nullable String by;
    private final @Nullable ColumnType instants;
    private final ActorColumn actors;
    private final ChosenAggregates aggregates;
    private final TableRule rule;

    private SoftDelete(
            String first,
            @Nullable String by,
            @Nullable ColumnType instants,
            ActorColumn actors,
            ChosenAggregates aggregates) {
        this.first = first;
        this.by = by;
        this.instants = instants;
        this.actors = actors;
        this.aggregates = aggregates;
        this.rule = TableRule.of(hide());
    }

    private Hide hide() {
        if (instants == null) {
            return new Hide(List.of(new PolicyColumn(first, ColumnType.bool(), moment -> true, "flag", null)), false);
        }
        List<PolicyColumn> columns = new ArrayList<>();
        columns.add(PolicyColumn.ofInstant(first, instants, "removal"));
        if (by != null) {
            columns.add(actors.of(by, "remover"));
        }
        return new Hide(columns);
    }

    /**
     * A column that tells when a row was removed, {@code timestamptz}, null until then.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static SoftDelete columns(String at) {
        return of(named(at), null, ColumnType.timestamptz());
    }

    /**
     * Columns that tell when a row was removed, {@code timestamptz}, and by whom, the actor's name as {@code text}; null until then.
     *
     * @throws IllegalArgumentException if a name is blank, or both are the same
     */
    public static SoftDelete columns(String at, String by) {
        if (named(at).equals(named(by))) {
            throw new IllegalArgumentException("Cannot tell when and by whom a row was removed in one column, '" + at
                    + "'. Name two, or only the first.");
        }
        return of(at, by, ColumnType.timestamptz());
    }

    /**
     * A column of type {@code boolean} that is true in rows that were removed, and false in all others.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public static SoftDelete flag(String column) {
        return of(named(column), null, null);
    }

    private static SoftDelete of(String first, @Nullable String by, @Nullable ColumnType instants) {
        return new SoftDelete(first, by, instants, ActorColumn.named(ColumnType.text()), ChosenAggregates.ALL);
    }

    private static String named(String column) {
        if (Objects.requireNonNull(column, "column").isBlank()) {
            throw new IllegalArgumentException(
                    "Cannot name a column of soft delete '" + column + "': a column's name is not blank.");
        }
        return column;
    }

    /**
     * The same with instants in a column of this type.
     *
     * @param type {@code timestamptz}, or {@code timestamp}, which holds the time in UTC; of microseconds, so that it tells one
     *     removal from the next
     * @throws IllegalArgumentException if it is another, or this is a flag
     */
    public SoftDelete instants(ColumnType type) {
        if (instants == null) {
            throw new IllegalArgumentException("Cannot write instants into '" + first
                    + "', which is a flag. Say SoftDelete.columns(...) instead of SoftDelete.flag(...).");
        }
        return new SoftDelete(first, by, PolicyColumn.requireInstants(type), actors, aggregates);
    }

    /**
     * The same with the names of actors in a column of this type; a name that is too long is refused before it is sent.
     *
     * @param type {@code text} or {@code varchar(n)}
     * @throws IllegalArgumentException if it is another, or nothing tells by whom
     */
    public SoftDelete actors(ColumnType type) {
        return actors(ActorColumn.named(type));
    }

    /**
     * The same with what a function makes of actors in a column of this type.
     *
     * @param value gives what the type fits, never null; {@code plan()} asks it as well
     * @throws IllegalArgumentException if nothing tells by whom
     */
    public SoftDelete actors(ColumnType type, Function<? super Actor, ?> value) {
        return actors(new ActorColumn(type, value));
    }

    /**
     * The same with actors as a converter of the application writes them.
     *
     * @param converter to just one column that is never null
     * @throws IllegalArgumentException if it has other columns, or nothing tells by whom
     */
    public SoftDelete actors(ValueConverter<Actor> converter) {
        return actors(ActorColumn.by(converter));
    }

    private SoftDelete actors(ActorColumn column) {
        if (by == null) {
            throw new IllegalArgumentException(
                    "Cannot write actors: no column tells by whom a row was removed. Name one:"
                            + " SoftDelete.columns(\"" + first + "\", \"deleted_by\").");
        }
        return new SoftDelete(first, by, instants, column, aggregates);
    }

    /**
     * The same for these aggregates alone, and others that were named so.
     *
     * @param types classes of roots, or above roots; {@code build()} refuses others
     * @throws IllegalArgumentException if there is none
     */
    public SoftDelete only(Class<?>... types) {
        return new SoftDelete(first, by, instants, actors, aggregates.only("hide", types));
    }

    /**
     * The same without these aggregates.
     *
     * @param types classes of roots, or above roots; {@code build()} refuses others
     * @throws IllegalArgumentException if there is none
     */
    public SoftDelete except(Class<?>... types) {
        return new SoftDelete(first, by, instants, actors, aggregates.except("hide", types));
    }

    @Override
    public String name() {
        return "soft delete";
    }

    @Override
    public Set<Class<?>> aggregates() {
        return aggregates.named();
    }

    @Override
    public TableRule rule(PolicyTable table) {
        return table.hideable() && aggregates.include(table) ? rule : TableRule.NONE;
    }
}
