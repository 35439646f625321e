package dev.keelson.work.hydrate;

import dev.keelson.value.ColumnSpec;
import dev.keelson.value.OwnValues;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.Exactness;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.row.Sealed;
import java.util.List;

/** Values into the columns of a row, by their converters, which are held to their promise where the value is a new one. */
final class IntoColumns {

    private IntoColumns() {}

    /** One value in one column. */
    static void scalar(ScalarContent content, Object value, RowDraft draft) {
        Object column = content.toColumn(value);
        Object stored = content.encrypted() ? Sealed.of(column) : column;
        if (content.exactness() != Exactness.TRUSTED && !draft.isRemembered(content.column(), stored)) {
            RoundTrip.check(content, value, column);
        }
        draft.set(content.column(), stored);
    }

    /** One value in several columns. */
    static void converted(ConvertedContent content, Object value, RowDraft draft) {
        List<ColumnSpec> specs = content.converter().columns();
        content.converter()
                .write(
                        value,
                        (index, column) -> draft.set(
                                content.first() + index,
                                column == null ? null : specs.get(index).type().fit(OwnValues.of(column))));
        boolean remembered = true;
        for (int i = 0; i < specs.size(); i++) {
            Object column = draft.get(content.first() + i);
            if (column == null && !specs.get(i).nullable()) {
                throw new IllegalArgumentException("its converter left a required column null, '"
                        + specs.get(i).suffix() + "'");
            }
            remembered &= draft.isRemembered(content.first() + i, column);
        }
        if (content.exactness() != Exactness.TRUSTED && !remembered) {
            RoundTrip.check(content, value, draft);
        }
    }
}
