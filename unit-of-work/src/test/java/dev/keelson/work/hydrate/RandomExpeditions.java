package dev.keelson.work.hydrate;

import dev.keelson.work.hydrate.Expedition.Camp;
import dev.keelson.work.hydrate.Expedition.Day;
import dev.keelson.work.hydrate.Expedition.DayId;
import dev.keelson.work.hydrate.Expedition.ExpeditionId;
import dev.keelson.work.hydrate.Expedition.Item;
import dev.keelson.work.hydrate.Expedition.Leg;
import dev.keelson.work.hydrate.Expedition.Money;
import dev.keelson.work.hydrate.Expedition.Position;
import dev.keelson.work.hydrate.Expedition.Season;
import dev.keelson.work.hydrate.Expedition.Supplies;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Random states of the same few kinds of trouble: empty, repeated, absent, quoted, far. */
@NullMarked
final class RandomExpeditions {

    private static final List<String> WORDS = List.of(
            "",
            "a",
            "b",
            "null",
            "NULL",
            "{}",
            "\"",
            "'",
            "\\",
            ",",
            "a,b",
            " a ",
            "\n\t",
            "ä€",
            "\ud83d\ude00",
            "$1",
            "?",
            "--",
            "{\"a\",NULL}");

    private final Random random;

    RandomExpeditions(long seed) {
        this.random = new Random(seed);
    }

    Expedition next() {
        return state(new ExpeditionId(uuid()), List.of());
    }

    /** Another state of the same aggregate, which keeps some of its days in some order. */
    Expedition next(Expedition before) {
        return state(before.id(), before.days);
    }

    private Expedition state(ExpeditionId id, List<Day> known) {
        byte[] seal = new byte[random.nextInt(3)];
        random.nextBytes(seal);
        Expedition state = new Expedition(id, word(), any(List.of(Season.values())), instant(), seal, camp(), money());
        state.risk = any(List.of(0.0, -0.0, 0.1, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY));
        state.summitCamp = maybe(this::camp);
        state.reserveCamp = Optional.ofNullable(maybe(this::camp));
        state.spent = maybe(this::money);
        state.supplies = maybe(() -> new Supplies(money(), maybe(this::word)));
        known.forEach(day -> {
            if (random.nextBoolean()) {
                state.days.add(day(day.id()));
            }
        });
        some(state.days, () -> day(new DayId(uuid())));
        Collections.shuffle(state.days, random);
        some(state.log(), this::word);
        some(state.tags, this::word);
        some(state.kit(), () -> new Item(word(), maybe(random::nextInt)));
        return state;
    }

    private Day day(DayId id) {
        Day day = new Day(id, LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000));
        some(day.legs, () -> {
            Leg leg = new Leg(position(), maybe(random::nextBoolean), new java.util.ArrayList<>());
            some(leg.warnings(), this::word);
            return leg;
        });
        some(day.sightings, this::word);
        return day;
    }

    private Camp camp() {
        return new Camp(word(), position(), Optional.ofNullable(maybe(random::nextInt)), maybe(this::position));
    }

    private Position position() {
        return new Position(decimal(), decimal(), maybe(this::word));
    }

    private BigDecimal decimal() {
        return new BigDecimal(new BigInteger(random.nextInt(80), random), random.nextInt(12));
    }

    private Money money() {
        return new Money(random.nextLong(), any(List.of(Currency.getInstance("EUR"), Currency.getInstance("JPY"))));
    }

    private Instant instant() {
        return Instant.EPOCH.plus(random.nextLong() >> 12, ChronoUnit.MICROS);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String word() {
        return any(WORDS);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    /** Most often few, now and then more than are written row by row. */
    private <T> void some(Collection<? super T> into, Supplier<T> value) {
        int count = random.nextInt(6) == 0 ? random.nextInt(9) : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            into.add(value.get());
        }
    }
}
