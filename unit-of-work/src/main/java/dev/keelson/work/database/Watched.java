package dev.keelson.work.database;

import dev.keelson.work.database.Database.Reader;
import dev.keelson.work.database.Database.ResultsReader;
import dev.keelson.work.watch.Sent;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Statements that read, under the eyes of who looks on. */
final class Watched {

    /** Sends a statement. */
    interface Sender<R extends @Nullable Object, T extends @Nullable Object> {

        /** Sends it, and has its rows read. */
        T send(Reader<R> reader);
    }

    private Watched() {}

    /** Has rows counted that come by several results. */
    private record CountingResults<R extends @Nullable Object>(ResultsReader<R> results, Sent sent)
            implements ResultsReader<R> {

        @Override
        public void take(ResultSet rows) throws SQLException {
            results.take(sent.counted(rows));
        }

        @Override
        public R end() {
            R read = results.end();
            sent.ends();
            return read;
        }
    }

    /** Has a statement sent, and tells of it afterwards. */
    static <R extends @Nullable Object, T extends @Nullable Object> T read(
            Sent sent, Reader<R> reader, Sender<R, T> sender) {
        Reader<R> counting = reader instanceof ResultsReader<R> results
                ? new CountingResults<>(results, sent)
                : rows -> {
                    R read = reader.read(sent.counted(rows));
                    sent.ends();
                    return read;
                };
        try {
            T read = sender.send(counting);
            sent.answered();
            return read;
        } catch (RuntimeException failure) {
            sent.failed(failure);
            throw failure;
        } finally {
            sent.tell();
        }
    }
}
