package dev.keelson.work.row;

import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnText;
import dev.keelson.value.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are encrypted: each bound to its tenant, table, column and row, so that a ciphertext in
 * another place is refused. Immutable and thread-safe.
 *
 * @param cipher encrypts and decrypts
 * @param plain the type of the values in plain
 */
public record Encryption(ColumnCipher cipher, ColumnType plain) {

    /** The ciphertext of a value for this place. */
    byte[] encrypt(Object value, Row row, int column, String tenant) throws GeneralSecurityException {
        byte[] text = value instanceof byte[] bytes
                ? bytes
                : ColumnText.write(plain, value).getBytes(StandardCharsets.UTF_8);
        return cipher.encrypt(text, place(row, column, tenant));
    }

    /** The value of a ciphertext that was made for this place. */
    Object decrypt(byte[] stored, Row row, int column, String tenant) throws GeneralSecurityException {
        byte[] text = cipher.decrypt(stored, place(row, column, tenant));
        return plain.kind() == ColumnType.Kind.BYTEA
                ? text
                : ColumnText.read(plain, new String(text, StandardCharsets.UTF_8));
    }

    /** Tenant, table, column and the row's key, each with its length before it, so that none runs into another. */
    private static byte[] place(Row row, int column, String tenant) {
        RowType type = row.type();
        ByteArrayOutputStream place = new ByteArrayOutputStream(96);
        try (DataOutputStream parts = new DataOutputStream(place)) {
            part(parts, tenant);
            part(parts, type.table().toString());
            part(parts, type.column(column).name());
            for (int n = 0; n < type.keyWidth(); n++) {
                int key = type.keyColumn(n);
                Object value = row.get(key);
                part(
                        parts,
                        value == null ? null : ColumnText.write(type.column(key).type(), value));
            }
        } catch (IOException never) {
            throw new UncheckedIOException("an array of bytes refused to be written", never);
        }
        return place.toByteArray();
    }

    private static void part(DataOutputStream parts, @Nullable String text) throws IOException {
        if (text == null) {
            parts.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            parts.writeInt(bytes.length);
            parts.write(bytes);
        }
    }

    @Override
    public String toString() {
        return "encrypted " + plain;
    }
}
