package dev.keelson.work.load.select;

import dev.keelson.work.database.Query;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementTemplate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The load of several aggregates by a select for each table, all in one message: no row is padded to the width of the others, as a
 * UNION ALL pads it, and none tells its branch. Rendered when it is asked for first. Immutable, thread-safe.
 */
public final class ApartSelects {

    /** What was rendered. */
    private record Rendered(StatementTemplate template, String transaction) {}

    private final Slots slots;
    private final Branches branches;
    private final Function<Branches, StatementTemplate> rendering;
    private final int selects;
    private volatile @Nullable Rendered rendered;

    /**
     * @param rendering makes one text of the selects of branches
     */
    ApartSelects(
            List<AggregateModel> members,
            ScopedTables tables,
            Dialect dialect,
            Function<Branches, StatementTemplate> rendering) {
        this.slots = Slots.apart(members);
        this.branches = new Branches(members, tables, slots, dialect);
        this.rendering = rendering;
        this.selects = slots.selects().length;
    }

    /** Whether such selects may stand for one statement: there are several tables, no tree is walked, and no row tells that it is hidden. */
    static boolean suit(List<AggregateModel> members, ScopedTables tables) {
        int count = 0;
        for (AggregateModel member : members) {
            for (TableModel table : member.tables()) {
                if (table.recursive() || tables.of(table.rowType()).showsHidden()) {
                    return false;
                }
                count++;
            }
        }
        return count > 1;
    }

    /** How the rows of its results lie in their columns. */
    public Slots slots() {
        return slots;
    }

    /** How many selects there are. */
    int selects() {
        return selects;
    }

    StatementTemplate template() {
        return rendered().template();
    }

    Query.Several query(BoundStatement bound) {
        return new Query.Several(bound, selects, rendered().transaction());
    }

    private Rendered rendered() {
        Rendered known = rendered;
        if (known == null) {
            StatementTemplate template = rendering.apply(branches);
            known = new Rendered(template, Query.Several.transaction(template.sql()));
            rendered = known;
        }
        return known;
    }
}
