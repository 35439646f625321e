package dev.keelson.work.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.tools.jdbc.DefaultResultSet;

/** Rows that are counted while somebody reads them. */
final class CountedRows extends DefaultResultSet {

    private long read;

    CountedRows(ResultSet rows) {
        super(rows);
    }

    @Override
    public boolean next() throws SQLException {
        boolean isThere = super.next();
        if (isThere) {
            read++;
        }
        return isThere;
    }

    long read() {
        return read;
    }
}
