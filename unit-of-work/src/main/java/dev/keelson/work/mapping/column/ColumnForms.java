package dev.keelson.work.mapping.column;

import dev.keelson.value.ArrayConverters;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import dev.keelson.value.EnumConverters;
import dev.keelson.value.JsonText;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.json.JsonConverters;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.mapping.draft.ValueDraft;
import dev.keelson.work.model.Container;
import dev.keelson.work.row.Column;
import dev.keelson.work.scan.Types;
import java.util.Collection;
import java.util.Optional;

/** The forms of one column that configuration may choose for a value: array, JSON, an enum of the database. Used by one thread. */
public final class ColumnForms {

    private static final String JACKSON = "put tools.jackson.core:jackson-databind on the class path";

    private final BuildContext context;

    public ColumnForms(BuildContext context) {
        this.context = context;
    }

    /** The converter of the form chosen, or empty where a fault was added. */
    public Optional<ScalarConverter<Object>> converter(ValueDraft value) {
        return switch (value.correction().form()) {
            case PLAIN -> throw new IllegalArgumentException("no form was chosen for " + value.path());
            case ARRAY -> array(value);
            case JSON -> json(value);
            case NATIVE_ENUM -> nativeEnum(value);
        };
    }

    private Optional<ScalarConverter<Object>> array(ValueDraft value) {
        Class<?> raw = Types.raw(value.type());
        if (raw.isArray()) {
            return context.scalars().find(value.type());
        }
        Optional<Container> container =
                Collection.class.isAssignableFrom(raw) ? Containers.of(value.type()) : Optional.empty();
        Optional<ScalarConverter<Object>> element = Optional.ofNullable(
                        Types.argument(value.type(), Collection.class, 0))
                .flatMap(type -> context.scalars().find(type));
        if (container.isEmpty() || element.isEmpty()) {
            fault(
                    value,
                    "cannot lie in an array: it is no collection of single values",
                    "give it a table of its own, or .property(\"...\", p -> p.json())");
            return Optional.empty();
        }
        boolean sorted = container.get().kind() == Container.Kind.SET;
        return Optional.of(ArrayConverters.ofCollection(raw, container.get().maker(), sorted, element.get()));
    }

    private Optional<ScalarConverter<Object>> json(ValueDraft value) {
        if (!JsonText.isAvailable()) {
            fault(value, "is to lie as JSON, but Jackson is not there", JACKSON);
            return Optional.empty();
        }
        ColumnType said = value.correction().type();
        return Optional.of(Scalars.untyped(
                JsonConverters.of(value.type(), said == null ? ColumnType.jsonb() : said, JsonConverters.mapper())));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // it is an enum
    private Optional<ScalarConverter<Object>> nativeEnum(ValueDraft value) {
        Class<?> raw = Types.raw(value.type());
        if (!raw.isEnum()) {
            fault(value, "is no enum, so that no enum of the database can hold it", "leave .nativeEnum() out");
            return Optional.empty();
        }
        return Optional.of(Scalars.untyped(EnumConverters.byName((Class) raw).in(ColumnType.enumeration((Class) raw))));
    }

    /** Whether values of the type have a fraction of a second. */
    static boolean hasTime(ColumnType type) {
        return switch (type.kind()) {
            case TIME, TIMESTAMP, TIMESTAMPTZ -> true;
            case ARRAY, RANGE -> hasTime(type.element());
            default -> false;
        };
    }

    /** Adds the faults of a value that lies in one column. */
    void check(ValueDraft value, Column column, ColumnType exact, boolean identifies) {
        if ((exact.kind() == Kind.JSONB || exact.kind() == Kind.JSON) && !JsonText.isAvailable()) {
            fault(value, "lies as " + exact + ", and JSON is compared by Jackson, which is not there", JACKSON);
        }
        if (column.encryption() != null && column.writer() != Column.Writer.APPLICATION) {
            fault(
                    value,
                    "is encrypted, and the database cannot make a ciphertext",
                    "leave .generated() or .databaseDefault() out");
        }
        if (column.encryption() != null && identifies) {
            fault(
                    value,
                    "identifies an aggregate, and no key can be encrypted",
                    "encrypt another property, or identify it by another");
        }
    }

    /** Adds the faults of a value that lies in several columns. */
    public void checkSeveral(ValueDraft value) {
        PropertyConfig correction = value.correction();
        if (correction.cipher() != null) {
            fault(
                    value,
                    "lies in several columns, and only one column can be encrypted",
                    "store it as JSON: .property(\"...\", p -> p.json().encrypted(...))");
        }
        if (correction.writer() != Column.Writer.APPLICATION) {
            fault(
                    value,
                    "lies in several columns, and only one can be made by the database",
                    "leave .generated() or .databaseDefault() out, or embed the value");
        }
    }

    private void fault(ValueDraft value, String problem, String mend) {
        context.faults().add(value.path(), problem, mend);
    }
}
