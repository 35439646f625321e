package dev.keelson.work.load.select;

import java.util.List;
import org.jooq.Field;
import org.jooq.Name;

/** A table expression that has the keys of roots. */
sealed interface KeySource extends RootFilter permits SelectedRoots, FetchedRoots {

    /** What it is called. */
    Name name();

    /** The columns of the key, in its order. */
    List<Field<Object>> keyColumns();
}
