package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.jdbc.JdbcContestant;
import dev.keelson.benchmarks.contestant.keelson.KeelsonContestant;
import dev.keelson.benchmarks.contestant.limit.LimitContestant;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;

/** Who takes part. */
final class Contestants {

    static final String KEELSON = "keelson";
    static final String BASELINE = "baseline";
    private static final String POLICIES = "policies";
    private static final String POLICIES_RLS = "policies-rls";

    private Contestants() {}

    /**
     * Those asked for, in the order asked, and the older Keelson last.
     *
     * @throws IllegalArgumentException if there is none of a name, or no older Keelson where one was said to be
     */
    static List<Contestant> of(Settings settings) {
        Contestant keelson = new KeelsonContestant(KEELSON);
        List<Contestant> contestants = new ArrayList<>();
        for (String name : settings.contestants()) {
            contestants.add(
                    switch (name) {
                        case LimitContestant.NAME -> new LimitContestant(keelson.ddl());
                        case JdbcContestant.NAME -> new JdbcContestant(keelson.ddl());
                        case KEELSON -> keelson;
                        case POLICIES -> policies(POLICIES, tenancy());
                        case POLICIES_RLS -> policies(POLICIES_RLS, tenancy().withRowLevelSecurity());
                        default ->
                            throw new IllegalArgumentException("There is no contestant " + name
                                    + "; known are limit, jdbc, keelson, policies and policies-rls, and"
                                    + " -Dbaseline=<folder> adds an older Keelson.");
                    });
        }
        settings.baseline().ifPresent(folder -> contestants.add(Baseline.in(folder, BASELINE)));
        return List.copyOf(contestants);
    }

    private static Tenancy tenancy() {
        return Tenancy.byColumn("tenant_id");
    }

    private static Contestant policies(String name, Tenancy tenancy) {
        return new KeelsonContestant(
                name, List.of(tenancy, Audit.columns(), SoftDelete.columns("deleted_at", "deleted_by")));
    }
}
