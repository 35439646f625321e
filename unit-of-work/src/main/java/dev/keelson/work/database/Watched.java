package dev.keelson.work.database;

import dev.keelson.work.database.Database.Reader;
import dev.keelson.work.watch.Sent;
import org.jspecify.annotations.Nullable;

/** Statements that read, under the eyes of who looks on. */
final class Watched {

    /** Sends a statement. */
    interface Sender<R extends @Nullable Object, T extends @Nullable Object> {

        /** Sends it, and has its rows read. */
        T send(Reader<R> reader);
    }

    private Watched() {}

    /** Has a statement sent, and tells of it afterwards. */
    static <R extends @Nullable Object, T extends @Nullable Object> T read(
            Sent sent, Reader<R> reader, Sender<R, T> sender) {
        Reader<R> counting = rows -> {
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
