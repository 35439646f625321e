package dev.keelson.work.hydrate;

import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.Exactness;
import dev.keelson.work.model.ScalarContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds converters to their promise: what was written for a value must read back as that value. */
final class RoundTrip {

    private RoundTrip() {}

    static void check(ScalarContent content, Object value, Object column) {
        Object back = content.converter().fromColumn(column);
        boolean strict = content.exactness() == Exactness.STRICT;
        if (Alike.are(value, back, strict)) {
            return;
        }
        if (strict && Alike.are(value, back, false)) {
            throw cut(content.type().sqlName());
        }
        boolean stable = !Alike.hasEquals(value) && Alike.are(column, content.toColumn(back), true);
        if (!stable) {
            throw lossy();
        }
    }

    static void check(ConvertedContent content, Object value, RowDraft draft) {
        ValueConverter<Object> converter = content.converter();
        Object back = converter.read(index -> draft.get(content.first() + index));
        boolean strict = content.exactness() == Exactness.STRICT;
        if (back == null) {
            throw new IllegalArgumentException("its converter gave null for columns that are there");
        }
        if (Alike.are(value, back, strict)) {
            return;
        }
        if (strict && Alike.are(value, back, false)) {
            throw cut("its column");
        }
        if (Alike.hasEquals(value) || !isStable(content, back, draft)) {
            throw lossy();
        }
    }

    /** Whether what was read is written as it stands: all that can be asked where values have no equality. */
    private static boolean isStable(ConvertedContent content, Object back, RowDraft draft) {
        List<ColumnSpec> specs = content.converter().columns();
        @Nullable Object[] again = new Object[specs.size()];
        content.converter()
                .write(
                        back,
                        (index, column) -> again[index] =
                                column == null ? null : specs.get(index).type().fit(column));
        for (int i = 0; i < again.length; i++) {
            if (!Alike.are(draft.get(content.first() + i), again[i], true)) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException lossy() {
        return new IllegalArgumentException(
                "its converter is lossy: it reads back another value than it wrote. Where that"
                        + " is meant, let its comparesValues() say so");
    }

    private static IllegalArgumentException cut(String type) {
        return new IllegalArgumentException(
                "its fraction of a second does not fit " + type + ", and by strictTime(true) no time is cut");
    }
}
