package dev.keelson.work.load.rows;

import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The loads that were prepared, each once for the aggregates that are loaded together. Thread-safe. */
final class PreparedLoads {

    private final StatementProfile profile;
    private final Policies policies;
    private final Map<RowType, String> unproved;
    private final TemplateCache<RowType, PreparedLoad> ofOne;
    private final TemplateCache<Several, PreparedLoad> ofSeveral;

    /** Which loads share their statements, but for those of one aggregate that is not hidden. */
    private record Several(List<RowType> roots, Visibility visibility) {}

    /**
     * @param unproved the tables in which rows may be there twice, each with what would keep them from it
     * @param caches where they are kept
     */
    PreparedLoads(StatementProfile profile, Policies policies, Map<RowType, String> unproved, TemplateCaches caches) {
        this.ofOne = caches.make("loads", (root, load) -> load.plan().statements());
        this.ofSeveral = caches.make(
                "loads of several types", (asks, load) -> load.plan().statements());
        this.profile = profile;
        this.policies = policies;
        this.unproved = unproved;
    }

    /** The load of these aggregates together, but for those that are hidden. */
    PreparedLoad of(List<AggregateModel> members) {
        return of(members, Visibility.VISIBLE);
    }

    /** The load of these aggregates together. */
    PreparedLoad of(List<AggregateModel> members, Visibility asked) {
        Visibility visibility = asked != Visibility.VISIBLE && mayBeHidden(members) ? asked : Visibility.VISIBLE;
        if (members.size() == 1 && visibility == Visibility.VISIBLE) {
            return ofOne.get(members.get(0).root(), made -> make(members, visibility));
        }
        List<RowType> roots = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            roots.add(member.root());
        }
        Several asks = new Several(roots, visibility);
        PreparedLoad load = ofSeveral.find(asks);
        return load != null ? load : ofSeveral.keep(asks, make(members, visibility));
    }

    private boolean mayBeHidden(List<AggregateModel> members) {
        for (AggregateModel member : members) {
            if (policies.rule(member.root()).hiding() != null) {
                return true;
            }
        }
        return false;
    }

    private PreparedLoad make(List<AggregateModel> members, Visibility visibility) {
        ScopedTables tables = new ScopedTables(policies, visibility);
        return new PreparedLoad(members, new LoadPlan(members, tables, profile), Doubles.of(members, unproved));
    }
}
