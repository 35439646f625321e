package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnType.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads types as PostgreSQL's {@code format_type} spells them. */
final class TypeSpelling {

    private static final Pattern SPELLING = Pattern.compile(
            "(?<name>[a-z ]+)(\\((?<size>\\d+)(,(?<scale>-?\\d+))?\\))?(?<zone> with(out)? time zone)?");

    private static final String ARRAY = "[]";

    private TypeSpelling() {}

    /**
     * The type.
     *
     * @param labels of the enum that it is; empty for what is none
     */
    static ColumnType parse(String spelling, List<String> labels) {
        if (spelling.endsWith(ARRAY)) {
            return ColumnType.array(parse(spelling.substring(0, spelling.length() - ARRAY.length()), labels));
        }
        if (!labels.isEmpty()) {
            return ColumnType.enumeration(spelling, labels);
        }
        ColumnType known = known(spelling);
        return known == null ? ColumnType.other(spelling) : known;
    }

    /** One of PostgreSQL's own types, or null. */
    private static @Nullable ColumnType known(String spelling) {
        ColumnType range = range(spelling);
        if (range != null) {
            return range;
        }
        Matcher parts = SPELLING.matcher(spelling);
        if (!parts.matches()) {
            return null;
        }
        String zone = parts.group("zone");
        Kind kind = kind(zone == null ? parts.group("name") : parts.group("name") + zone);
        if (kind == null) {
            return null;
        }
        String size = parts.group("size");
        String scale = parts.group("scale");
        if (size == null) {
            return kind == Kind.CHAR ? null : ColumnType.of(kind);
        }
        return new ColumnType(kind, Integer.parseInt(size), scale == null ? 0 : Integer.parseInt(scale));
    }

    private static @Nullable ColumnType range(String spelling) {
        return switch (spelling) {
            case "int4range" -> ColumnType.range(ColumnType.integer());
            case "int8range" -> ColumnType.range(ColumnType.bigint());
            case "numrange" -> ColumnType.range(ColumnType.numeric());
            case "daterange" -> ColumnType.range(ColumnType.date());
            case "tsrange" -> ColumnType.range(ColumnType.timestamp());
            case "tstzrange" -> ColumnType.range(ColumnType.timestamptz());
            default -> null;
        };
    }

    private static @Nullable Kind kind(String name) {
        return switch (name) {
            case "boolean" -> Kind.BOOLEAN;
            case "smallint" -> Kind.SMALLINT;
            case "integer" -> Kind.INTEGER;
            case "bigint" -> Kind.BIGINT;
            case "numeric" -> Kind.NUMERIC;
            case "real" -> Kind.REAL;
            case "double precision" -> Kind.DOUBLE;
            case "text" -> Kind.TEXT;
            case "character varying" -> Kind.VARCHAR;
            case "character" -> Kind.CHAR;
            case "uuid" -> Kind.UUID;
            case "bytea" -> Kind.BYTEA;
            case "date" -> Kind.DATE;
            case "time without time zone" -> Kind.TIME;
            case "timestamp without time zone" -> Kind.TIMESTAMP;
            case "timestamp with time zone" -> Kind.TIMESTAMPTZ;
            case "jsonb" -> Kind.JSONB;
            case "json" -> Kind.JSON;
            default -> null;
        };
    }
}
