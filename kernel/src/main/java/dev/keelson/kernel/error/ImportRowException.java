package dev.keelson.kernel.error;

import dev.keelson.kernel.CommandToken;
import java.io.Serial;

/**
 * A row of an import could not be read from where it comes, or not be stored. What the import committed before stays; begun again with
 * the same token and the same rows in the same order, it goes on with those that are not stored. The {@linkplain #getCause() cause}
 * tells why.
 */
public final class ImportRowException extends KeelsonException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CommandToken token;
    private final long row;
    private final String aggregate;

    private ImportRowException(String message, CommandToken token, long row, String aggregate, Throwable cause) {
        super(message, cause);
        this.token = token;
        this.row = row;
        this.aggregate = aggregate;
    }

    /**
     * Makes the exception of a row that could not be read.
     *
     * @param token the import's token
     * @param row its number, from 1
     * @param stored how many rows of the import are stored
     * @param cause what the source of the rows threw
     */
    public static ImportRowException unread(CommandToken token, long row, long stored, Throwable cause) {
        return new ImportRowException(
                "Cannot import row %,d of import %s: it could not be read, and the cause tells why. %s"
                        .formatted(row, token.value(), goOn(stored)),
                token,
                row,
                "",
                cause);
    }

    /**
     * Makes the exception of a row that cannot be stored.
     *
     * @param token the import's token
     * @param row its number, from 1
     * @param aggregate the aggregate, such as {@code "Product[42]"}, or its class alone where it has no identifier
     * @param stored how many rows of the import are stored
     * @param cause why it cannot be stored
     */
    public static ImportRowException unstored(
            CommandToken token, long row, String aggregate, long stored, Throwable cause) {
        return new ImportRowException(
                "Cannot import row %,d of import %s, %s: it cannot be stored, and the cause, %s, tells why. %s"
                        .formatted(
                                row, token.value(), aggregate, cause.getClass().getSimpleName(), goOn(stored)),
                token,
                row,
                aggregate,
                cause);
    }

    private static String goOn(long stored) {
        return ("%,d rows of this import are stored and stay so. Mend it in its place, so that no other row changes"
            + " its number, and begin the import again with the same token: it goes on with what is not stored; or let"
            + " it go on past such rows by tolerating(...).")
                .formatted(stored);
    }

    /** Returns the import's token. */
    public CommandToken token() {
        return token;
    }

    /** Returns the row's number, from 1. */
    public long row() {
        return row;
    }

    /** Returns the aggregate, such as {@code "Product[42]"}; its class alone where it has no identifier, empty where nothing was read. */
    public String aggregate() {
        return aggregate;
    }
}
