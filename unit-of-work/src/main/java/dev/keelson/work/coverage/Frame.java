package dev.keelson.work.coverage;

import java.util.ArrayList;
import java.util.List;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** One select of a statement: the tables that it declares, within the selects around it. Used by one thread. */
final class Frame {

    private final @Nullable Frame around;
    private final List<Reference> references = new ArrayList<>();
    private int tables;
    private @Nullable Table<?> last;
    private int before;

    Frame(@Nullable Frame around) {
        this.around = around;
    }

    @Nullable
    Frame around() {
        return around;
    }

    List<Reference> references() {
        return references;
    }

    /** A table is declared, restricted or not. */
    void declares(Table<?> table) {
        tables++;
        last = table;
        before = references.size();
    }

    /** The table that was declared last is but the name of another, which comes next. */
    @SuppressWarnings("ReferenceEquality") // the same part of one statement
    void isAlias(@Nullable QueryPart table) {
        if (table != null && table == last) {
            tables--;
            references.subList(before, references.size()).clear();
        }
    }

    /** The restricted reference of this select that a column's qualifier names; without one, the only table's. */
    @Nullable
    Reference own(@Nullable String qualifier) {
        if (qualifier == null) {
            return tables == 1 && references.size() == 1 ? references.get(0) : null;
        }
        Reference found = null;
        for (Reference reference : references) {
            if (reference.name().equals(qualifier)) {
                if (found != null) {
                    return null; // two of one name: nobody tells which is meant
                }
                found = reference;
            }
        }
        return found;
    }

    /** The same, or of the selects around it. */
    @Nullable
    Reference visible(@Nullable String qualifier) {
        Reference own = own(qualifier);
        return own != null || around == null || qualifier == null ? own : around.visible(qualifier);
    }
}
