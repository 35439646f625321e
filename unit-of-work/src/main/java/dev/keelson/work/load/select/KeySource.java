package dev.keelson.work.load.select;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;

/** A table expression that has the keys of roots. */
sealed interface KeySource extends RootFilter permits SelectedRoots, FetchedRoots {

    /** What it is called. */
    Name name();

    /** The columns of the key, in its order. */
    List<Field<Object>> keyColumns();

    /** That these columns hold its key. */
    default Condition isKey(List<Field<Object>> columns) {
        List<Field<Object>> key = keyColumns();
        Condition same = DSL.noCondition();
        for (int n = 0; n < columns.size(); n++) {
            same = same.and(columns.get(n).eq(key.get(n)));
        }
        return same;
    }
}
