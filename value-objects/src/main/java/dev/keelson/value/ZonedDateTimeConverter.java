package dev.keelson.value;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A date and time in a zone, as two columns: the instant, to the microsecond, and the zone's id. The local time follows
 * from both by the zone's rules at the time of reading. Immutable and thread-safe.
 */
public final class ZonedDateTimeConverter implements ValueConverter<ZonedDateTime> {

    private static final List<ColumnSpec> COLUMNS =
            List.of(ColumnSpec.of(ColumnType.timestamptz()), ColumnSpec.of("zone", ColumnType.text()));

    /** Makes the converter; all are alike. */
    public ZonedDateTimeConverter() {}

    @Override
    public List<ColumnSpec> columns() {
        return COLUMNS;
    }

    @Override
    public void write(ZonedDateTime value, ColumnWriter columns) {
        columns.set(0, value.toInstant());
        columns.set(1, value.getZone().getId());
    }

    @Override
    public ZonedDateTime read(ColumnReader columns) {
        return columns.required(0, Instant.class).atZone(StandardConverters.zone(columns.required(1, String.class)));
    }
}
