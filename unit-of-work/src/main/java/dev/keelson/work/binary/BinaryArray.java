package dev.keelson.work.binary;

import dev.keelson.value.ColumnType;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.ByteConverter;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * Values of one column type as the driver sends them at once. They are written into the driver's own bytes, so that they cost no
 * others. Used by one thread, for one statement; the values may not change meanwhile.
 *
 * <p>Source: PostgreSQL, {@code array_recv}: dimensions, whether there are nulls, the elements' type; of each dimension its
 * size and lower bound; of each element its length, -1 for null, and its bytes.
 */
@SuppressWarnings("serial") // the driver's own class for values is serializable; nobody serializes this one
public final class BinaryArray extends PGobject implements PGBinaryObject {

    private static final int HEADER = 5 * Integer.BYTES;
    private static final int EMPTY_HEADER = 3 * Integer.BYTES;
    private static final int NO_VALUE = -1;

    private final transient ElementForm form;
    private final transient List<? extends @Nullable Object> elements;
    private transient boolean hasNulls;

    private BinaryArray(ElementForm form, List<? extends @Nullable Object> elements) {
        this.form = form;
        this.elements = elements;
        setType(form.arrayName());
    }

    /**
     * An array for this connection.
     *
     * @param elements in their column's normal form
     * @return null where the connection takes arrays in texts alone
     */
    public static @Nullable BinaryArray of(
            BaseConnection connection, ColumnType type, List<? extends @Nullable Object> elements) throws SQLException {
        if (connection.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            return null;
        }
        ElementForm form = ElementForm.of(type);
        if (!connection.binaryTransferSend(
                form.arrayOid())) { // as it is by default for those that the driver writes as texts
            connection.getQueryExecutor().addBinarySendOid(form.arrayOid());
        }
        return new BinaryArray(form, elements);
    }

    @Override
    public int lengthInBytes() {
        int count = elements.size();
        if (count == 0) {
            return EMPTY_HEADER;
        }
        int length = HEADER + count * Integer.BYTES;
        for (int i = 0; i < count; i++) {
            Object element = elements.get(i);
            if (element == null) {
                hasNulls = true;
            } else {
                length = Math.addExact(length, form.length(element));
            }
        }
        return length;
    }

    @Override
    public void toBytes(byte[] bytes, int offset) {
        int count = elements.size();
        ByteConverter.int4(bytes, offset, count == 0 ? 0 : 1);
        ByteConverter.int4(bytes, offset + 4, hasNulls ? 1 : 0);
        ByteConverter.int4(bytes, offset + 8, form.elementOid());
        if (count == 0) {
            return;
        }
        ByteConverter.int4(bytes, offset + 12, count);
        ByteConverter.int4(bytes, offset + 16, 1);
        int at = offset + HEADER;
        for (int i = 0; i < count; i++) {
            Object element = elements.get(i);
            int start = at + Integer.BYTES;
            if (element == null) {
                ByteConverter.int4(bytes, at, NO_VALUE);
                at = start;
            } else {
                int end = form.write(element, bytes, start);
                ByteConverter.int4(bytes, at, end - start);
                at = end;
            }
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("this array is only sent");
    }
}
