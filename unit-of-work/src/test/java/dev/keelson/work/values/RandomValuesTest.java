package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes in comes out, cut where times are by rule, or is refused before anything is written; and then there is nothing
 * to commit. As a property, in an embedded value, in rows that are written as arrays, and as an identifier; wherever the JVM
 * thinks it is. The seed is printed; {@code -Dkeelson.test.jvm=-Dkeelson.seed=...} repeats a run.
 */
@NullMarked
@SuppressWarnings("NullAway.Init")
class RandomValuesTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");
    private static final int VALUES = SOAK ? 2_000 : 24;
    private static final int PER_AGGREGATE = 10;
    private static final int PER_COMMIT = 20;
    private static final long SEED = Long.getLong("keelson.seed", System.nanoTime());
    private static final WorkContext CONTEXT = WorkContext.of(Actor.of("jane"));
    private static final List<String> ZONES =
            List.of("UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "UTC tr");

    /** By the part of the world that they run in, which a connection takes from the JVM when it is opened. */
    private static final Map<String, Keelson> PLACES = new HashMap<>();

    private static TestDatabase database;

    private static final TimeZone HOME = TimeZone.getDefault();
    private static final Locale TONGUE = Locale.getDefault();

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(wiring().schema().ddl());
        System.out.println(
                "RandomValuesTest: " + VALUES + " values of each type in each of " + ZONES + ", seed " + SEED);
    }

    @AfterAll
    static void drop() {
        PLACES.clear();
        database.close();
    }

    static Stream<Arguments> cases() {
        return ZONES.stream().flatMap(zone -> ValueCases.all().map(one -> Arguments.of(zone, one)));
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("cases")
    void what_goes_in_comes_out_or_is_refused(String zone, ValueCase<?> one) {
        String[] parts = zone.split(" ");
        TimeZone.setDefault(TimeZone.getTimeZone(parts[0]));
        Locale.setDefault(parts.length > 1 ? Locale.forLanguageTag(parts[1]) : Locale.ENGLISH);
        try {
            Keelson keelson = PLACES.computeIfAbsent(zone, unused -> here());
            new Run<>(keelson, one, zone).all();
        } finally {
            TimeZone.setDefault(HOME);
            Locale.setDefault(TONGUE);
        }
    }

    private static Keelson here() {
        return wiring().dataSource(database.application()).build();
    }

    private static KeelsonBuilder wiring() {
        KeelsonBuilder wiring = Keelson.builder().foreignKeys(false);
        ValueCases.all().forEach(one -> map(wiring, one));
        return wiring;
    }

    private static <T> void map(KeelsonBuilder wiring, ValueCase<T> one) {
        wiring.map(
                one.holder().get().getClass(),
                holder -> holder.property("plain", one.config())
                        .property("boxed.value", one.config())
                        .children("parts", parts -> parts.property("value", one.config())));
        Function<T, Holder.Keyed<T>> keyed = one.keyed();
        if (keyed != null) {
            wiring.map(keyed.apply(one.edges().get(0)).getClass(), holder -> holder.property("id", one.config()));
        }
    }

    /** One type in one place. */
    private static final class Run<T> {

        private final Keelson keelson;
        private final ValueCase<T> one;
        private final String zone;
        private final String where;
        private final RandomGenerator random;

        Run(Keelson keelson, ValueCase<T> one, String zone) {
            this.keelson = keelson;
            this.one = one;
            this.zone = zone;
            this.where = one.name() + " in " + zone + ", seed " + SEED;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom")
                    .create(SEED + one.name().hashCode() + zone.hashCode());
        }

        void all() {
            List<T> storable = new ArrayList<>();
            List<T> refused = new ArrayList<>();
            List<T> values = new ArrayList<>(one.edges());
            if (!SOAK && !zone.equals(ZONES.getFirst())) {
                values.removeIf(this::isHuge);
            }
            while (values.size() < VALUES) {
                values.add(one.values().apply(random));
            }
            values.forEach(value -> (one.refused().test(value) ? refused : storable).add(value));
            assertThat(storable).as(where).isNotEmpty();
            refused.forEach(this::isRefused);
            for (int from = 0; from < storable.size(); from += PER_AGGREGATE * PER_COMMIT) {
                comeBack(storable.subList(from, Math.min(storable.size(), from + PER_AGGREGATE * PER_COMMIT)));
            }
            Function<T, Holder.Keyed<T>> keyed = one.keyed();
            if (keyed != null) {
                identify(keyed, storable);
                refused.forEach(value -> identifiesNothing(keyed, value));
            }
        }

        /** A number of which the driver takes seconds to write and to read all digits; it is the same in every zone. */
        private boolean isHuge(T value) {
            boolean huge = value instanceof BigDecimal number && number.scale() < -100_000
                    || value instanceof BigInteger whole && whole.bitLength() > 400_000;
            return huge && !one.refused().test(value);
        }

        private void comeBack(List<T> values) {
            Map<UUID, List<T>> expected = new LinkedHashMap<>();
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                for (int from = 0; from < values.size(); from += PER_AGGREGATE) {
                    Holder<T> holder = one.holder().get();
                    List<T> some = values.subList(from, Math.min(values.size(), from + PER_AGGREGATE));
                    holder.fill(some);
                    work.add(holder);
                    expected.put(holder.id(), some.stream().map(one.stored()).toList());
                }
                work.commit();
                assertThat(work.commit().isEmpty())
                        .as("second commit, " + where)
                        .isTrue();
            }
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                Map<UUID, ? extends Holder<T>> found = work.findAll(type(), expected.keySet());
                expected.forEach((id, some) ->
                        same(some, Objects.requireNonNull(found.get(id)).values()));
                assertThat(work.plan().operations())
                        .as("plan after load, " + where)
                        .isEmpty();
                assertThat(work.commit().isEmpty())
                        .as("commit after load, " + where)
                        .isTrue();
                found.values().forEach(work::remove);
                work.commit();
            }
        }

        @SuppressWarnings("unchecked") // the class of what the supplier makes
        private Class<Holder<T>> type() {
            return (Class<Holder<T>>) one.holder().get().getClass();
        }

        private void same(List<T> expected, List<T> found) {
            for (int i = 0; i < expected.size(); i++) {
                assertThat(Objects.deepEquals(expected.get(i), found.get(i)))
                        .as("%s: %s came back as %s", where, shown(expected.get(i)), shown(found.get(i)))
                        .isTrue();
            }
            assertThat(found).as(where).hasSameSizeAs(expected);
        }

        private void isRefused(T value) {
            Holder<T> plain = one.holder().get();
            plain.plain(value);
            isRefused(value, plain, ".plain");
            Holder<T> boxed = one.holder().get();
            boxed.boxed(value);
            isRefused(value, boxed, ".boxed.value");
            Holder<T> part = one.holder().get();
            part.part(value);
            isRefused(value, part, ".parts[0].value");
        }

        private void isRefused(T value, Holder<T> holder, String property) {
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                work.add(holder);
                Throwable thrown = catchThrowable(work::commit);
                assertThat(thrown)
                        .as("%s: %s", where, shown(value))
                        .isInstanceOf(UnstorableValueException.class)
                        .hasMessageContaining(holder.getClass().getSimpleName() + property)
                        .hasMessageContaining(holder.id().toString());
                String text = String.valueOf(value);
                if (text.length() > 4) {
                    assertThat(thrown).hasMessageNotContaining(text);
                }
                work.discard();
            }
        }

        private void identify(Function<T, Holder.Keyed<T>> keyed, List<T> values) {
            Set<Object> seen = new HashSet<>();
            List<T> ids = values.stream()
                    .map(one.stored())
                    .filter(value -> seen.add(value))
                    .limit(PER_COMMIT * 5L)
                    .toList();
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                ids.forEach(id -> work.add(keyed.apply(id)));
                work.commit();
            }
            Class<?> type = keyed.apply(ids.get(0)).getClass();
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                assertThat(((Holder.Keyed<?>) work.get(type, ids.get(0))).id()).isEqualTo(ids.get(0));
                Map<T, ?> found = work.findAll(type, ids);
                assertThat(List.copyOf(found.keySet())).as(where).isEqualTo(ids);
                found.forEach((id, aggregate) ->
                        assertThat(((Holder.Keyed<?>) aggregate).id()).as(where).isEqualTo(id));
                assertThat(work.commit().isEmpty())
                        .as("commit after load, " + where)
                        .isTrue();
                found.values().forEach(work::remove);
                work.commit();
            }
        }

        private void identifiesNothing(Function<T, Holder.Keyed<T>> keyed, T value) {
            try (SqlUnitOfWork work = keelson.begin(CONTEXT)) {
                assertThat(catchThrowable(() -> work.add(keyed.apply(value))))
                        .as("%s: %s as identifier", where, shown(value))
                        .isInstanceOf(UnstorableValueException.class);
            }
        }

        private static String shown(@Nullable Object value) {
            String text = value instanceof Object[] many ? Arrays.deepToString(many) : String.valueOf(value);
            return text.length() > 200 ? text.substring(0, 200) + "..." : text;
        }
    }
}
