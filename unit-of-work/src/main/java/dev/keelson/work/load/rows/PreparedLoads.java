package dev.keelson.work.load.rows;

import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.RowType;
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
    private final TemplateCache<List<RowType>, PreparedLoad> ofSeveral;

    /**
     * @param unproved the tables in which rows may be there twice, each with what would keep them from it
     * @param caches where they are kept
     */
    PreparedLoads(StatementProfile profile, Policies policies, Map<RowType, String> unproved, TemplateCaches caches) {
        this.ofOne = caches.make("loads", (root, load) -> load.plan().statements());
        this.ofSeveral = caches.make(
                "loads of several types", (roots, load) -> load.plan().statements());
        this.profile = profile;
        this.policies = policies;
        this.unproved = unproved;
    }

    /** The load of these aggregates together. */
    PreparedLoad of(List<AggregateModel> members) {
        if (members.size() == 1) {
            return ofOne.get(members.get(0).root(), made -> make(members));
        }
        List<RowType> roots = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            roots.add(member.root());
        }
        PreparedLoad load = ofSeveral.find(roots);
        return load != null ? load : ofSeveral.keep(List.copyOf(roots), make(members));
    }

    private PreparedLoad make(List<AggregateModel> members) {
        return new PreparedLoad(members, new LoadPlan(members, policies, profile), Doubles.of(members, unproved));
    }
}
