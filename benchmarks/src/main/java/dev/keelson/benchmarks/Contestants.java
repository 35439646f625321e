package dev.keelson.benchmarks;

import dev.keelson.benchmarks.contestant.Contestant;
import dev.keelson.benchmarks.contestant.ebean.EbeanOrders;
import dev.keelson.benchmarks.contestant.hibernate.HibernateOrders;
import dev.keelson.benchmarks.contestant.hibernate.StatelessOrders;
import dev.keelson.benchmarks.contestant.jdbc.JdbcContestant;
import dev.keelson.benchmarks.contestant.jimmer.JimmerOrders;
import dev.keelson.benchmarks.contestant.jooq.JooqOrders;
import dev.keelson.benchmarks.contestant.keelson.KeelsonContestant;
import dev.keelson.benchmarks.contestant.limit.LimitContestant;
import dev.keelson.benchmarks.contestant.springdata.SpringOrders;
import dev.keelson.benchmarks.workload.Workload;
import dev.keelson.benchmarks.workload.Workloads;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who takes part. For one thread. */
final class Contestants {

    static final String KEELSON = "keelson";
    static final String BASELINE = "baseline";
    private static final String GET = "keelson-get";
    private static final String POLICIES = "policies";
    private static final String POLICIES_RLS = "policies-rls";
    /** All by name, in the order of the tables; each is made when it is asked for, so that nobody starts with others' classes. */
    private static final Map<String, Function<String, Contestant>> KNOWN = known();

    private final Map<String, Contestant> made = new LinkedHashMap<>();
    private final List<Contestant> asked;

    /**
     * Those asked for.
     *
     * @throws IllegalArgumentException if there is none of a name, or no older Keelson where one was said to be
     */
    Contestants(Settings settings) {
        settings.contestants().forEach(this::named);
        settings.baseline().ifPresent(folder -> made.put(BASELINE, Baseline.in(folder, BASELINE)));
        this.asked = List.copyOf(made.values());
    }

    private static Map<String, Function<String, Contestant>> known() {
        Map<String, Function<String, Contestant>> known = new LinkedHashMap<>();
        known.put(LimitContestant.NAME, name -> new LimitContestant(Contestants::ddl));
        known.put(JdbcContestant.NAME, name -> new JdbcContestant(Contestants::ddl));
        known.put("jooq", name -> new Peer(name, Contestants::ddl, JooqOrders::new));
        known.put("hibernate", name -> new Peer(name, Contestants::ddl, HibernateOrders::new));
        known.put("hibernate-stateless", name -> new Peer(name, Contestants::ddl, StatelessOrders::new));
        known.put("spring-data", name -> new Peer(name, Contestants::ddl, SpringOrders::new));
        known.put("ebean", name -> new Peer(name, Contestants::ddl, EbeanOrders::new));
        known.put("jimmer", name -> new Peer(name, Contestants::ddl, JimmerOrders::new));
        known.put(KEELSON, KeelsonContestant::new);
        known.put("keelson-nolog", KeelsonContestant::withoutLog);
        known.put(POLICIES, name -> policies(name, tenancy()));
        known.put(POLICIES_RLS, name -> policies(name, tenancy().withRowLevelSecurity()));
        known.put(GET, name -> new GettingContestant(name, new KeelsonContestant(KEELSON)));
        return known;
    }

    /** The names of those who are compared on the page; the others only show what something of Keelson's costs. */
    static List<String> usual() {
        List<String> names = new ArrayList<>(KNOWN.keySet());
        names.removeAll(List.of(POLICIES, POLICIES_RLS, GET));
        return names;
    }

    /** The tables of those who have none of their own, so that none has an index less. */
    private static String ddl() {
        return new KeelsonContestant(KEELSON).ddl();
    }

    /**
     * The contestant of a name, made anew.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Contestant make(String name) {
        Function<String, Contestant> maker = KNOWN.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("There is no contestant " + name + "; known are "
                    + String.join(", ", KNOWN.keySet()) + ", and -Dbaseline=<folder> adds an older Keelson.");
        }
        return maker.apply(name);
    }

    private Contestant named(String name) {
        return made.computeIfAbsent(name, Contestants::make);
    }

    /** All that were asked for. */
    List<Contestant> all() {
        return asked;
    }

    /** Those who perform a workload: the ones asked for in the order asked, and the older Keelson last. */
    List<Contestant> of(Workload workload) {
        if (workload.name().startsWith(Workloads.POLICIES)) {
            return List.of(named(KEELSON), named(POLICIES), named(POLICIES_RLS));
        }
        List<Contestant> contestants = new ArrayList<>(asked);
        if (workload.name().equals("W11") && made.containsKey(KEELSON)) {
            contestants.add(named(GET));
        }
        return contestants;
    }

    private static Tenancy tenancy() {
        return Tenancy.byColumn("tenant_id");
    }

    private static Contestant policies(String name, Tenancy tenancy) {
        return new KeelsonContestant(
                name, List.of(tenancy, Audit.columns(), SoftDelete.columns("deleted_at", "deleted_by")));
    }
}
