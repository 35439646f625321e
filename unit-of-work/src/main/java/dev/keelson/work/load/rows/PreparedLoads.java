package dev.keelson.work.load.rows;

import dev.keelson.work.load.select.LoadPlan;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The loads that were prepared, each once for the aggregates that are loaded together. Thread-safe. */
final class PreparedLoads {

    private final StatementProfile profile;
    private final Policies policies;
    private final Map<RowType, String> unproved;
    private final Map<RowType, PreparedLoad> ofOne = new ConcurrentHashMap<>();
    private final Map<List<RowType>, PreparedLoad> ofSeveral = new ConcurrentHashMap<>();

    /**
     * @param unproved the tables in which rows may be there twice, each with what would keep them from it
     */
    PreparedLoads(StatementProfile profile, Policies policies, Map<RowType, String> unproved) {
        this.profile = profile;
        this.policies = policies;
        this.unproved = unproved;
    }

    /** The load of these aggregates together. */
    PreparedLoad of(List<AggregateModel> members) {
        if (members.size() == 1) {
            PreparedLoad load = ofOne.get(members.get(0).root());
            return load != null ? load : ofOne.computeIfAbsent(members.get(0).root(), made -> make(members));
        }
        List<RowType> roots = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            roots.add(member.root());
        }
        PreparedLoad load = ofSeveral.get(roots);
        return load != null ? load : ofSeveral.computeIfAbsent(List.copyOf(roots), made -> make(members));
    }

    private PreparedLoad make(List<AggregateModel> members) {
        return new PreparedLoad(members, new LoadPlan(members, policies, profile), Doubles.of(members, unproved));
    }
}
