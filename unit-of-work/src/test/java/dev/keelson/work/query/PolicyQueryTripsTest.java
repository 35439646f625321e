package dev.keelson.work.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Isolation;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.Counts;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.query.Bazaar.Deck;
import dev.keelson.work.query.Bazaar.Ferry;
import dev.keelson.work.query.Bazaar.House;
import dev.keelson.work.query.Bazaar.HouseId;
import dev.keelson.work.query.Bazaar.Invoice;
import dev.keelson.work.query.Bazaar.Letter;
import dev.keelson.work.query.Bazaar.Paper;
import dev.keelson.work.query.Bazaar.Root;
import dev.keelson.work.query.Bazaar.Sale;
import dev.keelson.work.query.Bazaar.Ship;
import dev.keelson.work.shapes.StateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Under policies, too, whatever is asked is one round trip, and whole aggregates come by it: the houses' dogs, which are other
 * aggregates, by one more. Row-level security sends its setting in the same message. Asked are all classes, each by some of what there is to
 * be asked of it at random, and by all in soak; {@code -Dkeelson.test.jvm="-Dkeelson.seed=..."} asks the same again.
 */
class PolicyQueryTripsTest {

    /** What holds for all tables. */
    enum Rules {
        NONE,
        TENANCY(Tenancy.byColumn("tenant_id")),
        ALL(Tenancy.byColumn("tenant_id"), Audit.columns(), SoftDelete.columns("removed_at", "removed_by")),
        ROW_SECURITY(
                Tenancy.byColumn("tenant_id").withRowLevelSecurity(),
                Audit.columns(),
                SoftDelete.columns("removed_at", "removed_by"));

        private final List<Policy> policies;

        Rules(Policy... policies) {
            this.policies = List.of(policies);
        }

        boolean hides() {
            return policies.size() > 1;
        }

        /** How many statements go ahead of a transaction. */
        int ahead() {
            return this == ROW_SECURITY ? 1 : 0;
        }

        KeelsonBuilder mapped() {
            KeelsonBuilder mapped = Bazaar.mapped(true);
            policies.forEach(mapped::policy);
            return mapped;
        }
    }

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int MANY = 2_500;

    private final long seed = Long.getLong("keelson.seed", System.nanoTime());

    private static WorkContext context(String tenant) {
        return WorkContext.of(TenantId.of(tenant), Actor.of("ann"));
    }

    @ParameterizedTest
    @EnumSource
    void each_question_is_one_round_trip(Rules rules) {
        System.out.println("PolicyQueryTripsTest " + rules + " seed " + seed);
        try (Bench bench = new Bench(rules)) {
            Stock stock = new Stock(new Random(seed));
            stock.store(bench.keelson, context("acme"), rules.hides());
            if (rules != Rules.NONE) {
                new Stock(new Random(seed + 1)).store(bench.keelson, context("other"), rules.hides());
            }
            for (Traits.Of<?> of : Traits.all(true)) {
                ask(bench, of, stock.seen(false));
            }
        }
    }

    private <A extends Root> void ask(Bench bench, Traits.Of<A> of, Seen seen) {
        Random random = new Random(seed);
        Asked<A> asked = new Asked<>(bench, of.type(), seen);
        asked.inEachForm(Question.anything());
        asked.locked();
        List<Trait<A>> parts =
                of.traits().stream().filter(Several.class::isInstance).toList();
        for (Trait<A> trait : SOAK ? of.traits() : List.of(Trait.one(random, of.traits()), Trait.one(random, parts))) {
            asked.inEachForm(trait.ask(random, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ROW_SECURITY"})
    void each_thousand_identifiers_are_one_round_trip(Rules rules) {
        List<Root> all = new ArrayList<>();
        for (int n = 0; n < MANY; n++) {
            House house = new House(new HouseId("street " + n % 10, n));
            Sale sale = new Sale(n);
            sale.article = "article " + n;
            house.entries.add(sale);
            Ferry ferry = new Ferry(n);
            ferry.decks.add(new Deck(n));
            Paper paper = n % 2 == 0 ? new Letter(new UUID(0, n)) : new Invoice(new UUID(0, n));
            paper.pages.add("page " + n);
            all.addAll(List.of(house, ferry, paper));
        }
        try (Bench bench = new Bench(rules)) {
            bench.keelson.run(context("acme"), work -> all.forEach(work::add));
            for (Class<? extends Root> type : List.of(House.class, Ship.class, Paper.class)) {
                many(bench, type, all);
            }
        }
    }

    private static <A extends Root> void many(Bench bench, Class<A> type, List<Root> all) {
        List<A> expected =
                all.stream().filter(type::isInstance).map(type::cast).toList().reversed();
        List<Object> ids = expected.stream().map(Root::id).toList();
        try (SqlUnitOfWork one = bench.begin(Isolation.DEFAULT)) {
            List<A> found = one.getAll(type, ids);
            bench.several("all of " + type, 3);
            assertThat(texts(found)).isEqualTo(texts(expected));
        }
        try (SqlUnitOfWork other = bench.begin(Isolation.DEFAULT)) {
            List<A> found = List.copyOf(other.findAll(type, ids).values());
            bench.several("all there are of " + type, 3);
            assertThat(texts(found)).isEqualTo(texts(expected));
        }
    }

    private static List<String> texts(List<?> aggregates) {
        return aggregates.stream().map(StateText::of).toList();
    }

    /** A Keelson under these rules whose statements are counted. */
    private static final class Bench implements AutoCloseable {

        private final Rules rules;
        private final TestDatabase database = TestDatabase.create();
        private final WireCounter wire = WireCounter.start();
        private final Keelson keelson;

        Bench(Rules rules) {
            this.rules = rules;
            database.execute(rules.mapped().schema().ddl());
            keelson = rules.mapped().dataSource(database.through(wire)).build();
        }

        /** A fresh unit of work, with the wire's counts at zero. */
        SqlUnitOfWork begin(Isolation isolation) {
            SqlUnitOfWork work = keelson.begin(context("acme"), isolation);
            wire.reset();
            return work;
        }

        /** Compares what passed where several come by identifier, a select for each table, of which the settings go ahead once a round trip. */
        void several(String form, int roundTrips) {
            assertThat(wire.counts().roundTrips()).as(form).isEqualTo(roundTrips);
            assertThat(wire.statements().stream()
                            .filter(text -> text.contains("set_config"))
                            .count())
                    .as("settings of %s", form)
                    .isEqualTo((long) roundTrips * rules.ahead());
        }

        /** Compares what passed: each round trip had one statement, but for what went ahead. */
        void passed(String form, int roundTrips, int ahead) {
            Counts counts = wire.counts();
            assertThat(List.of(counts.roundTrips(), counts.statements()))
                    .as("round trips and statements of %s: %s", form, wire.transcript())
                    .isEqualTo(List.of(roundTrips, roundTrips + ahead));
        }

        @Override
        public void close() {
            keelson.close();
            wire.close();
            database.close();
        }
    }

    /** Questions about one class, answered by the database and in memory. */
    private static final class Asked<A extends Root> {

        private final Bench bench;
        private final Class<A> type;
        private final Seen seen;

        Asked(Bench bench, Class<A> type, Seen seen) {
            this.bench = bench;
            this.type = type;
            this.seen = seen;
        }

        private AggregateQuery<A> query(SqlUnitOfWork work, Question<A> question) {
            return work.query(type)
                    .where(question.asked())
                    .orderBy(work.field(type, "id").asc());
        }

        private List<A> expected(Question<A> question) {
            return seen.all(type).stream()
                    .filter(one -> question.holds(seen, one))
                    .sorted(Traits::byId)
                    .toList();
        }

        void inEachForm(Question<A> question) {
            List<A> expected = expected(question);
            loads("list", question, expected, AggregateQuery::list);
            List<A> first = expected.subList(0, Math.min(1, expected.size()));
            loads("first", question, first, query -> list(query.first()));
            loads(
                    "single",
                    question,
                    first,
                    query -> list(query.where(root -> root.field("id")
                                    .in(first.stream().map(Root::id).toList()))
                            .single()));
            loads("stream", question, expected, query -> {
                try (Stream<A> stream = query.stream()) {
                    return stream.toList();
                }
            });
            pages(question, expected);
            answers("ids", question, expected.stream().map(Root::id).toList(), AggregateQuery::<Object>ids);
            answers("count", question, (long) expected.size(), AggregateQuery::count);
            answers("exists", question, !expected.isEmpty(), AggregateQuery::exists);
        }

        private void pages(Question<A> question, List<A> expected) {
            int size = Math.min(3, expected.size());
            List<Page<A>> pages = new ArrayList<>();
            loads("page", question, expected.subList(0, size), query -> {
                pages.add(query.page(3));
                return pages.getLast().items();
            });
            assertThat(pages.getLast().next().isPresent()).isEqualTo(size == 3);
            pages.getLast().next().ifPresent(next -> {
                List<A> second = expected.subList(size, Math.min(2 * size, expected.size()));
                loads(
                        "next page",
                        question,
                        second,
                        query -> query.after(next).page(3).items());
            });
        }

        /** Locks all of them, unless they have a table each. */
        void locked() {
            if (Paper.class.isAssignableFrom(type)) {
                return;
            }
            List<A> expected = expected(Question.anything());
            try (SqlUnitOfWork work = bench.begin(Isolation.LOCKING)) {
                List<A> found = query(work, Question.anything()).forUpdate().list();
                bench.passed("locked " + type, 2 + levels(expected), 1 + bench.rules.ahead());
                assertThat(texts(found)).isEqualTo(texts(expected));
            }
        }

        private void loads(
                String form, Question<A> question, List<A> expected, Function<AggregateQuery<A>, List<A>> asked) {
            String what = form + " of " + type.getSimpleName() + " where " + question.text();
            try (SqlUnitOfWork work = bench.begin(Isolation.DEFAULT)) {
                List<A> found = asked.apply(query(work, question));
                int roundTrips = 1 + levels(expected);
                if (roundTrips == 1) {
                    bench.passed(what, 1, bench.rules.ahead());
                }
                assertThat(bench.wire.counts().roundTrips()).as(what).isEqualTo(roundTrips);
                assertThat(texts(found)).as(what).isEqualTo(texts(expected));
            }
        }

        /** Asks the roots' table alone. */
        private void answers(
                String form, Question<A> question, Object expected, Function<AggregateQuery<A>, Object> asked) {
            String what = form + " of " + type.getSimpleName() + " where " + question.text();
            try (SqlUnitOfWork work = bench.begin(Isolation.DEFAULT)) {
                assertThat(asked.apply(query(work, question))).as(what).isEqualTo(expected);
                bench.passed(what, 1, bench.rules.ahead());
            }
        }

        private static int levels(List<?> loaded) {
            return loaded.stream().anyMatch(one -> one instanceof House house && house.guard != null) ? 1 : 0;
        }

        private static <T> List<T> list(Optional<T> one) {
            return one.stream().toList();
        }
    }
}
