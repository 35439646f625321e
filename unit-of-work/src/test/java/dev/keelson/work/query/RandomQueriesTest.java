package dev.keelson.work.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlReading;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.query.Bazaar.Root;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random queries over aggregates of every shape, of two tenants with equal identifiers, are asked of the database and answered from
 * objects in memory as well: lists, identifiers, counts, whether there is one, the first, pages one after the other, and streams. A
 * comparison with what is absent is unknown in both.
 *
 * <p>Every query has a seed of its own, and a failure names it. {@code -Dkeelson.test.jvm="-Dkeelson.seed=... -Dkeelson.programs=1"}
 * runs it again, over aggregates made by {@code -Dkeelson.stock=...}, which is printed too.
 */
class RandomQueriesTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final List<String> TENANTS = List.of("acme", "other");

    /** What becomes of what is removed. */
    enum Removed {
        GONE,
        STAMPED,
        FLAGGED
    }

    static Stream<Arguments> ways() {
        if (!SOAK) {
            return Stream.of(
                    Arguments.of(Setting.ONE_MESSAGE, true, Removed.STAMPED),
                    Arguments.of(Setting.PLAIN_STATEMENTS, false, Removed.GONE),
                    Arguments.of(Setting.H2, false, Removed.FLAGGED));
        }
        List<Arguments> ways = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (boolean secured : setting == Setting.H2 ? List.of(false) : List.of(false, true)) {
                for (Removed removed : Removed.values()) {
                    ways.add(Arguments.of(setting, secured, removed));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_query_finds_what_an_oracle_finds_in_memory(Setting setting, boolean secured, Removed removed) {
        long stock = Long.getLong("keelson.stock", System.nanoTime());
        long first = Long.getLong("keelson.seed", stock);
        int queries = Integer.getInteger("keelson.programs", SOAK ? 334 : 30);
        System.out.println("RandomQueriesTest " + setting + (secured ? " secured " : " ") + removed + " stock " + stock
                + " seed " + first);
        try (PolicyStage stage = PolicyStage.open(setting, mapped(setting, secured, removed))) {
            Map<String, Stock> stocks = Map.of(
                    TENANTS.get(0), new Stock(new Random(stock)), TENANTS.get(1), new Stock(new Random(stock + 1)));
            stocks.forEach((tenant, goods) -> goods.store(stage.keelson(), context(tenant), removed != Removed.GONE));
            List<Traits.Of<?>> classes = new ArrayList<>(Traits.all(setting != Setting.H2));
            for (int n = 0; n < 4; n++) {
                classes.add(classes.get(0)); // orders have the most to be asked of
            }
            int found = 0;
            for (long seed = first; seed < first + queries; seed++) {
                Random random = new Random(seed);
                String tenant = Trait.one(random, TENANTS);
                boolean all = removed != Removed.GONE && random.nextInt(3) == 0;
                Seen seen = stocks.get(tenant).seen(all);
                found += new Asked<>(Trait.one(random, classes), seen, random, seed)
                        .ask(stage.keelson(), context(tenant), all);
            }
            assertThat(found).as("the aggregates found").isGreaterThan(queries / 2);
        }
    }

    private static KeelsonBuilder mapped(Setting setting, boolean secured, Removed removed) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        KeelsonBuilder mapped =
                Bazaar.mapped(setting != Setting.H2).policy(secured ? tenancy.withRowLevelSecurity() : tenancy);
        return switch (removed) {
            case GONE -> mapped;
            case STAMPED -> mapped.policy(SoftDelete.columns("removed_at", "removed_by"));
            case FLAGGED -> mapped.policy(SoftDelete.flag("is_deleted"));
        };
    }

    private static WorkContext context(String tenant) {
        return WorkContext.of(TenantId.of(tenant), Actor.of("ann"));
    }

    /** One query, in all its forms. */
    private static final class Asked<A extends Root> {

        private final Traits.Of<A> of;
        private final Seen seen;
        private final Random random;
        private final List<Question<A>> questions = new ArrayList<>();
        private final List<Sorting<A>> sortings;
        private final boolean paged;
        private final int limit;
        private final int offset;
        private final List<A> expected;
        private final String text;

        Asked(Traits.Of<A> of, Seen seen, Random random, long seed) {
            this.of = of;
            this.seen = seen;
            this.random = random;
            for (int n = 1 + random.nextInt(2); n > 0; n--) {
                questions.add(of.question(random));
            }
            this.paged = random.nextInt(3) > 0;
            this.sortings = of.sortings(random, paged);
            this.limit = random.nextInt(12);
            this.offset = random.nextInt(6);
            this.text = "seed " + seed + ": " + of.type().getSimpleName() + " where "
                    + questions.stream().map(Question::text).toList() + " sorted by "
                    + sortings.stream().map(Sorting::text).toList();
            Comparator<A> order = sortings.stream()
                    .map(Sorting::comparator)
                    .reduce(Comparator::thenComparing)
                    .map(sorted -> sorted.thenComparing(Traits::byId))
                    .orElse(Traits::byId);
            this.expected = seen.all(of.type()).stream()
                    .filter(one -> questions.stream().allMatch(question -> question.holds(seen, one)))
                    .sorted(order)
                    .toList();
        }

        /** Gives how many there are. */
        int ask(Keelson keelson, WorkContext context, boolean includingDeleted) {
            try {
                if (random.nextBoolean()) {
                    keelson.readSql(context, reading -> {
                        compare(includingDeleted ? reading.includingDeleted("a test") : reading);
                        return null;
                    });
                } else {
                    try (SqlUnitOfWork work = keelson.begin(context)) {
                        compare(includingDeleted ? work.includingDeleted("a test") : work);
                    }
                }
                keelson.readSql(context, reading -> {
                    bringsOthers(seen, includingDeleted ? reading.includingDeleted("a test") : reading);
                    return null;
                });
            } catch (RuntimeException failure) {
                throw new AssertionError(text, failure);
            }
            return expected.size();
        }

        private AggregateQuery<A> query(SqlReading reading) {
            AggregateQuery<A> query = reading.query(of.type());
            for (Question<A> question : questions) {
                query.where(question.asked());
            }
            for (Sorting<A> sorting : sortings) {
                query.orderBy(sorting.order().apply(reading));
            }
            return query;
        }

        private AggregateQuery<A> sorted(SqlReading reading) {
            return query(reading).orderBy(reading.field(of.type(), "id").asc());
        }

        private void compare(SqlReading reading) {
            List<A> part =
                    expected.subList(Math.min(offset, expected.size()), Math.min(offset + limit, expected.size()));
            same("all", sorted(reading).list(), expected);
            same("a part", sorted(reading).limit(limit).offset(offset).list(), part);
            assertThat(sorted(reading).limit(limit).offset(offset).<Object>ids())
                    .as("ids, %s", text)
                    .isEqualTo(ids(part));
            assertThat(query(reading).count()).as("count, %s", text).isEqualTo(expected.size());
            assertThat(query(reading).exists()).as("exists, %s", text).isEqualTo(!expected.isEmpty());
            same("first", sorted(reading).first().stream().toList(), expected.subList(0, Math.min(1, expected.size())));
            if (paged) {
                pages(reading);
                try (Stream<A> all = query(reading).offset(offset).limit(limit).stream()) {
                    same("stream", all.toList(), part);
                }
            }
        }

        private void bringsOthers(Seen seen, SqlReading reading) {
            List<Others<A>> others = Others.some(of.type(), random);
            String[] paths = others.stream().map(Others::path).toArray(String[]::new);
            List<A> found = sorted(reading).fetch(paths).list();
            same("with " + List.of(paths), found, expected);
            for (Others<A> other : others) {
                for (A root : found) {
                    other.check().accept(seen, root);
                }
            }
        }

        private void pages(SqlReading reading) {
            int size = 1 + random.nextInt(12);
            List<A> paged = new ArrayList<>();
            Page<A> page = query(reading).page(size);
            paged.addAll(page.items());
            while (page.next().isPresent()) {
                String next = page.next().get();
                same("list after", query(reading).after(next).limit(2).list(), after(paged.size(), 2));
                page = query(reading).after(next).page(size);
                same("page after", page.items(), after(paged.size(), size));
                paged.addAll(page.items());
            }
            same("pages", paged, expected);
        }

        private List<A> after(int from, int most) {
            return expected.subList(Math.min(from, expected.size()), Math.min(from + most, expected.size()));
        }

        private void same(String form, List<A> found, List<A> wanted) {
            assertThat(ids(found)).as("%s, %s", form, text).isEqualTo(ids(wanted));
            for (int n = 0; n < found.size(); n++) {
                assertThat(of.values(found.get(n))).as("%s, %s", form, text).isEqualTo(of.values(wanted.get(n)));
            }
        }

        private List<Object> ids(List<A> roots) {
            return roots.stream().map(Root::id).toList();
        }
    }
}
