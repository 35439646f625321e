package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.keelson.testing.rig.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RangeTest {

    private static final int RANGES = 1_500;
    private static final LocalDate DAY = LocalDate.of(2020, 1, 1);
    private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");
    private static final LocalDateTime MORNING = LocalDateTime.of(2020, 1, 1, 8, 0);

    /** Random bounds, near to each other and to the ends of what there is. */
    private static final Map<String, Function<RandomGenerator, Object>> BOUNDS = bounds();

    static Stream<String> types() {
        return BOUNDS.keySet().stream();
    }

    @Test
    void whole_numbers_and_days_run_from_an_inclusive_to_an_exclusive_bound() {
        assertThat(List.of(
                        Range.closed(1, 5),
                        Range.closedOpen(1, 6),
                        Range.open(0, 6),
                        Range.openClosed(0, 5),
                        Range.of(1, true, 5, true)))
                .containsOnly(Range.closedOpen(1, 6));
        assertThat(Range.closed(1L, 5L)).hasToString("[1,6)");
        assertThat(Range.closed(DAY, DAY)).isEqualTo(Range.closedOpen(DAY, DAY.plusDays(1)));
        assertThat(Range.greaterThan(1)).isEqualTo(Range.atLeast(2)).hasToString("[2,)");
        assertThat(Range.atMost(1)).isEqualTo(Range.lessThan(2)).hasToString("(,2)");
    }

    @Test
    void decimals_and_times_keep_their_bounds() {
        BigDecimal one = new BigDecimal("1.0");
        BigDecimal two = new BigDecimal("2.00");

        assertThat(Stream.of(
                                Range.closed(one, two),
                                Range.closedOpen(one, two),
                                Range.open(one, two),
                                Range.openClosed(one, two),
                                Range.atLeast(one),
                                Range.greaterThan(one),
                                Range.atMost(two),
                                Range.lessThan(two),
                                Range.closed(NOON, NOON.plusSeconds(60)),
                                Range.open(MORNING, MORNING.plusNanos(1)))
                        .map(Range::toString))
                .containsExactly(
                        "[1.0,2.00]",
                        "[1.0,2.00)",
                        "(1.0,2.00)",
                        "(1.0,2.00]",
                        "[1.0,)",
                        "(1.0,)",
                        "(,2.00]",
                        "(,2.00)",
                        "[2020-01-01T12:00:00Z,2020-01-01T12:01:00Z]",
                        "(2020-01-01T08:00,2020-01-01T08:00:00.000000001)");
    }

    @Test
    void bounds_and_flags_are_told() {
        Range<BigDecimal> range = Range.openClosed(BigDecimal.ONE, BigDecimal.TEN);
        Range<Integer> atMost = Range.atMost(4);

        assertThat(range.lower()).isEqualTo(BigDecimal.ONE);
        assertThat(range.upper()).isEqualTo(BigDecimal.TEN);
        assertThat(range.lowerInclusive()).isFalse();
        assertThat(range.upperInclusive()).isTrue();
        assertThat(range.isEmpty()).isFalse();
        assertThat(atMost.lower()).isNull();
        assertThat(atMost.upper()).isEqualTo(5);
        assertThat(atMost.lowerInclusive()).isFalse();
        assertThat(atMost.upperInclusive()).isFalse();
    }

    @Test
    void a_range_without_any_value_is_the_empty_one() {
        BigDecimal one = new BigDecimal("1.0");
        BigDecimal same = new BigDecimal("1.000");

        assertThat(Stream.of(
                        Range.open(1, 1),
                        Range.open(1, 2),
                        Range.closedOpen(1, 1),
                        Range.openClosed(1, 1),
                        Range.open(Integer.MAX_VALUE, Integer.MAX_VALUE),
                        Range.open(DAY, DAY.plusDays(1)),
                        Range.open(one, same),
                        Range.closedOpen(one, same),
                        Range.openClosed(NOON, NOON)))
                .containsOnly(Range.empty());
        assertThat(Range.closed(one, same)).hasToString("[1.0,1.000]");
        assertThat(Range.empty()).hasToString("empty");
        assertThat(Range.empty().isEmpty()).isTrue();
        assertThat(Range.empty().lower()).isNull();
        assertThat(Range.empty()).isNotEqualTo(Range.all());
    }

    @Test
    void a_bound_that_is_not_there_never_belongs_to_it() {
        assertThat(Range.of(null, true, null, true)).isEqualTo(Range.all()).hasToString("(,)");
        assertThat(Range.of(null, true, BigDecimal.ONE, true)).hasToString("(,1]");
        assertThat(Range.of(NOON, false, null, true)).hasToString("(2020-01-01T12:00:00Z,)");
    }

    @Test
    void equality_keeps_the_scale_though_order_ignores_it() {
        Range<BigDecimal> range = Range.closed(new BigDecimal("1.5"), BigDecimal.TEN);

        assertThat(range).isEqualTo(Range.closed(new BigDecimal("1.5"), BigDecimal.TEN));
        assertThat(range).hasSameHashCodeAs(Range.closed(new BigDecimal("1.5"), BigDecimal.TEN));
        assertThat(range).isNotEqualTo(Range.closed(new BigDecimal("1.50"), BigDecimal.TEN));
        assertThat(range).isNotEqualTo(Range.closedOpen(new BigDecimal("1.5"), BigDecimal.TEN));
        assertThat(range).isNotEqualTo(Range.openClosed(new BigDecimal("1.5"), BigDecimal.TEN));
        assertThat(Range.closed(1, 2)).isNotEqualTo(Range.closed(1L, 2L));
    }

    @Test
    void contains_goes_by_order() {
        Range<BigDecimal> range = Range.openClosed(new BigDecimal("1.0"), new BigDecimal("2.0"));

        assertThat(Stream.of("0.9", "1", "1.01", "2.00", "2.01").map(text -> range.contains(new BigDecimal(text))))
                .containsExactly(false, false, true, true, false);
        assertThat(Stream.of(0, 1, 5, 6).map(Range.closed(1, 5)::contains)).containsExactly(false, true, true, false);
        assertThat(Range.atLeast(DAY).contains(LocalDate.MAX)).isTrue();
        assertThat(Range.lessThan(DAY).contains(DAY)).isFalse();
        assertThat(Range.<Integer>all().contains(Integer.MIN_VALUE)).isTrue();
        assertThat(Range.<Integer>empty().contains(0)).isFalse();
    }

    @Test
    void refuses_bounds_in_the_wrong_order() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.closed(2, 1))
                .withMessage("its lower bound is above its upper bound");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.open(NOON, NOON.minusNanos(1)))
                .withMessage("its lower bound is above its upper bound");
    }

    @Test
    void refuses_a_bound_after_which_there_is_none_where_it_needs_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.closed(1, Integer.MAX_VALUE))
                .withMessage("its bound is the last Integer, and the range would need the one after it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.greaterThan(Long.MAX_VALUE))
                .withMessage("its bound is the last Long, and the range would need the one after it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.atMost(LocalDate.MAX))
                .withMessage("its bound is the last LocalDate, and the range would need the one after it");
        assertThat(Range.atLeast(Integer.MAX_VALUE)).hasToString("[2147483647,)");
    }

    @Test
    void refuses_other_and_mixed_classes_and_nulls() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.closed("a", "b"))
                .withMessage("a range has bounds of Integer, Long, BigDecimal, LocalDate, LocalDateTime or Instant,"
                        + " not of String");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.of((Object) 1, true, 2L, true))
                .withMessage("a range has one class of values, not Integer and Long");
        Range<Object> numbers = Range.of((Object) 1, true, 2, true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers.contains(NOON))
                .withMessage("a range has one class of values, not Instant and Integer");
        assertThatNullPointerException().isThrownBy(() -> Range.closed(null, 1));
        assertThatNullPointerException().isThrownBy(() -> Range.atLeast((Integer) null));
    }

    @ParameterizedTest
    @MethodSource("types")
    void is_made_as_the_server_makes_it(String type) throws SQLException {
        long seed = System.nanoTime();
        System.out.println("RangeTest " + type + " seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.owner().getConnection();
                PreparedStatement statement = connection.prepareStatement("select r::text, r = cast(? as " + type
                        + "), r::text = cast(? as " + type + ")::text from (select cast(? as " + type + ")) x(r)")) {
            for (int i = 0; i < RANGES; i++) {
                Object lower = random.nextInt(8) == 0 ? null : BOUNDS.get(type).apply(random);
                Object upper = random.nextInt(8) == 0 ? null : BOUNDS.get(type).apply(random);
                boolean lowerInclusive = random.nextBoolean();
                boolean upperInclusive = random.nextBoolean();
                String given = (lowerInclusive ? "[" : "(")
                        + (lower == null ? "" : lower)
                        + ","
                        + (upper == null ? "" : upper)
                        + (upperInclusive ? "]" : ")");

                Range<Object> range = range(lower, lowerInclusive, upper, upperInclusive);

                statement.setString(1, range == null ? "empty" : range.toString());
                statement.setString(2, range == null ? "empty" : range.toString());
                statement.setString(3, given);
                String kept = null;
                boolean equal = true;
                boolean spelt = true;
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    kept = rows.getString(1);
                    equal = rows.getBoolean(2);
                    spelt = rows.getBoolean(3);
                } catch (SQLException refused) {
                    assertThat(range).as("seed %d: %s", seed, given).isNull();
                    continue;
                }

                assertThat(range)
                        .as("seed %d: %s kept as %s", seed, given, kept)
                        .isNotNull();
                assertThat(equal && spelt)
                        .as("seed %d: %s kept as %s, not %s", seed, given, kept, range)
                        .isTrue();
                if (!type.startsWith("ts")) {
                    assertThat(range).as("seed %d: %s", seed, given).hasToString(kept);
                }
                assertThat(range.isEmpty()).isEqualTo(kept.equals("empty"));
            }
        }
    }

    private static @Nullable Range<Object> range(
            @Nullable Object lower, boolean lowerInclusive, @Nullable Object upper, boolean upperInclusive) {
        try {
            return Range.of(lower, lowerInclusive, upper, upperInclusive);
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static Map<String, Function<RandomGenerator, Object>> bounds() {
        Map<String, Function<RandomGenerator, Object>> all = new LinkedHashMap<>();
        all.put(
                "int4range",
                random -> random.nextBoolean() ? random.nextInt(5) : Integer.MAX_VALUE - random.nextInt(3));
        all.put(
                "int8range",
                random ->
                        random.nextBoolean() ? Long.MIN_VALUE + random.nextInt(5) : Long.MAX_VALUE - random.nextInt(3));
        all.put("numrange", random -> new BigDecimal(random.nextInt(-30, 50)).movePointLeft(random.nextInt(3)));
        all.put("daterange", random -> DAY.plusDays(random.nextInt(5)));
        all.put("tsrange", random -> MORNING.plusNanos(random.nextInt(5) * 1_000L));
        all.put("tstzrange", random -> MORNING.toInstant(ZoneOffset.UTC).plusNanos(random.nextInt(5) * 1_000L));
        return all;
    }
}
