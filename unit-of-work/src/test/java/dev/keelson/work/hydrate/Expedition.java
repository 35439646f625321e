package dev.keelson.work.hydrate;

import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** An aggregate of every shape at once: what may lie where, it has. */
@NullMarked
final class Expedition {

    record ExpeditionId(UUID value) {}

    record DayId(UUID value) {}

    record Position(
            BigDecimal latitude,
            BigDecimal longitude,
            @Nullable String label) {}

    record Camp(
            String name,
            Position position,
            Optional<Integer> beds,
            @Nullable Position lookout) {}

    record Money(long cents, Currency currency) {}

    record Supplies(Money cost, @Nullable String supplier) {}

    record Item(String name, @Nullable Integer weight) {}

    record Leg(Position target, @Nullable Boolean roped, List<String> warnings) {}

    enum Season {
        DRY,
        WET
    }

    /** Cents under the property's own name, and the currency's code. */
    static final class MoneyConverter implements ValueConverter<Money> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.character(3)));
        }

        @Override
        public void write(Money money, ColumnWriter columns) {
            columns.set(0, money.cents());
            columns.set(1, money.currency().getCurrencyCode());
        }

        @Override
        public Money read(ColumnReader columns) {
            return new Money(columns.required(0, Long.class), Currency.getInstance(columns.required(1, String.class)));
        }
    }

    /** A child with an identity, with values below it, and values below those. */
    static final class Day {
        private final DayId id;
        LocalDate date;
        final List<Leg> legs = new ArrayList<>();
        Set<String> sightings = new LinkedHashSet<>();

        Day(DayId id, LocalDate date) {
            this.id = id;
            this.date = date;
        }

        DayId id() {
            return id;
        }

        Object state() {
            return List.of(id, date, List.copyOf(legs), Set.copyOf(sightings));
        }
    }

    private final ExpeditionId id;
    String title;
    Season season;
    Instant leaves;
    double risk;
    byte[] seal;
    Camp baseCamp;

    @Nullable
    Camp summitCamp;

    Optional<Camp> reserveCamp = Optional.empty();
    Money budget;

    @Nullable
    Money spent;

    @Nullable
    Supplies supplies;

    final List<Day> days = new ArrayList<>();
    private List<String> log = new ArrayList<>();
    final Set<String> tags = new LinkedHashSet<>();
    private Set<Item> kit = new LinkedHashSet<>();

    Expedition(ExpeditionId id, String title, Season season, Instant leaves, byte[] seal, Camp baseCamp, Money budget) {
        this.id = id;
        this.title = title;
        this.season = season;
        this.leaves = leaves;
        this.seal = seal;
        this.baseCamp = baseCamp;
        this.budget = budget;
    }

    ExpeditionId id() {
        return id;
    }

    List<String> log() {
        return log;
    }

    Set<Item> kit() {
        return kit;
    }

    /** All of its state, with equality. */
    List<Object> state() {
        return List.of(
                id,
                title,
                season,
                leaves,
                risk,
                ByteBuffer.wrap(seal),
                baseCamp,
                Optional.ofNullable(summitCamp),
                reserveCamp,
                budget,
                Optional.ofNullable(spent),
                Optional.ofNullable(supplies),
                days.stream().map(Day::state).toList(),
                List.copyOf(log),
                Set.copyOf(tags),
                Set.copyOf(kit));
    }
}
