package dev.keelson.work.programs;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row as text, with all its columns; the tenant stands beside them. */
record Row(Table table, String tenant, Map<String, @Nullable String> columns) {

    /** What tells rows apart in the whole database. */
    record Key(String table, String tenant, List<@Nullable String> values) {
        @Override
        public String toString() {
            return table + values + (tenant.isEmpty() ? "" : " of " + tenant);
        }
    }

    Row {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Of a table, by columns and values in turn. */
    static Row of(String table, String tenant, @Nullable Object... columnsAndValues) {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            columns.put(String.valueOf(columnsAndValues[i]), text(columnsAndValues[i + 1]));
        }
        return new Row(Tables.of(table), tenant, columns);
    }

    Key key() {
        return new Key(table.name(), tenant, values(table.key()));
    }

    List<@Nullable String> values(List<String> names) {
        List<@Nullable String> values = new ArrayList<>(names.size());
        names.forEach(name -> values.add(columns.get(name)));
        return values;
    }

    Row with(String column, @Nullable Object value) {
        Map<String, @Nullable String> changed = new LinkedHashMap<>(columns);
        changed.put(column, text(value));
        return new Row(table, tenant, changed);
    }

    /** A value as text, whether it is one of the domain, of a plan or of JDBC. */
    static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case UUID id when id.getMostSignificantBits() == 0 -> "#" + id.getLeastSignificantBits();
            case BigDecimal number -> number.toPlainString();
            case Timestamp time -> time.toInstant().toString();
            case OffsetDateTime time -> time.toInstant().toString();
            case Date date -> date.toLocalDate().toString();
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return table.name() + columns + (tenant.isEmpty() ? "" : " of " + tenant);
    }
}
