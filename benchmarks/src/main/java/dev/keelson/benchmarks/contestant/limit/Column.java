package dev.keelson.benchmarks.contestant.limit;

import org.postgresql.core.Oid;

/** The types of columns that are sent as arrays. */
enum Column {
    UUID("_uuid", Oid.UUID, Oid.UUID_ARRAY),
    TEXT("_text", Oid.TEXT, Oid.TEXT_ARRAY),
    INT("_int4", Oid.INT4, Oid.INT4_ARRAY),
    LONG("_int8", Oid.INT8, Oid.INT8_ARRAY),
    NUMERIC("_numeric", Oid.NUMERIC, Oid.NUMERIC_ARRAY),
    TIME("_timestamptz", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY);

    private final String arrayName;
    private final int oid;
    private final int arrayOid;

    Column(String arrayName, int oid, int arrayOid) {
        this.arrayName = arrayName;
        this.oid = oid;
        this.arrayOid = arrayOid;
    }

    String arrayName() {
        return arrayName;
    }

    int oid() {
        return oid;
    }

    int arrayOid() {
        return arrayOid;
    }
}
