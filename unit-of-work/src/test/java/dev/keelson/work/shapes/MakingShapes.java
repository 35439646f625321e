package dev.keelson.work.shapes;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.DomainEvent;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Classes that are made in other ways than by a constructor of all their properties. */
final class MakingShapes {

    private MakingShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(factories(), beans(), converters());
    }

    // ---- private constructors behind factories, which check what they are given

    record Amount(long cents, Currency currency) {}

    static final class Range {
        private final int low;
        private final int high;

        private Range(int low, int high) {
            this.low = low;
            this.high = high;
        }

        static Range between(int low, int high) {
            if (low > high) {
                throw new IllegalArgumentException("low above high");
            }
            return new Range(low, high);
        }
    }

    static final class Bid {
        private final UUID id;
        private final Range range;
        private final @Nullable String remark;
        private final List<String> tags;

        private Bid(UUID id, Range range, @Nullable String remark, List<String> tags) {
            this.id = Objects.requireNonNull(id);
            this.range = Objects.requireNonNull(range);
            this.remark = remark;
            this.tags = List.copyOf(tags);
        }

        static Bid restore(UUID id, Range range, @Nullable String remark, List<String> tags) {
            if (tags.contains(null)) {
                throw new IllegalArgumentException("no tag");
            }
            return new Bid(id, range, remark, tags);
        }

        Bid remarked(@Nullable String next) {
            return new Bid(id, range, next, tags);
        }
    }

    private static Shape<?, ?> factories() {
        return Shape.of("made by factories", Bid.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Bid.class,
                        bid -> bid.factory("restore", "id", "range", "remark", "tags")
                                .property("range", range -> range.factory("between", "low", "high"))))
                .tables("bids", "bid_tags")
                .replacing("remark", bid -> bid.remarked(null), "update bids (remark)")
                .states((chance, id) -> Bid.restore(
                        id,
                        Range.between(chance.number(5), 5 + chance.number(5)),
                        chance.maybe(chance::word),
                        chance.list(chance::word)));
    }

    // ---- no constructor that takes anything; events on the side

    record Renamed(String to) implements DomainEvent {}

    static class Account extends AggregateRoot {
        private @Nullable UUID id;
        private String owner = "nobody";
        private List<String> aliases = new ArrayList<>(List.of("default"));
        private final List<Object> happened = new ArrayList<>();

        protected Account() {
            record(new Renamed(owner));
            happened.add("made");
        }

        static Account of(UUID id, String owner) {
            Account account = new Account();
            account.id = id;
            account.owner = owner;
            account.aliases = new ArrayList<>();
            account.happened.clear();
            return account;
        }

        void rename(String next) {
            owner = next;
            record(new Renamed(next));
            happened.add(next);
        }
    }

    private static Shape<?, ?> beans() {
        return Shape.of("made by a constructor without arguments", Account.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Account.class, account -> account.events("happened")))
                .tables("accounts", "account_aliases")
                .unsaid("Account.happened")
                .changing("owner", account -> account.rename("Ada"), "update accounts (owner)")
                .states((chance, id) -> {
                    Account account = Account.of(id, chance.word());
                    account.aliases.addAll(chance.list(chance::word));
                    return account;
                });
    }

    // ---- converters, by class and by property

    /** Cents under the property's own name, and the currency's code. */
    static final class AmountConverter implements ValueConverter<Amount> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.character(3)));
        }

        @Override
        public void write(Amount amount, ColumnWriter columns) {
            columns.set(0, amount.cents());
            columns.set(1, amount.currency().getCurrencyCode());
        }

        @Override
        public Amount read(ColumnReader columns) {
            return new Amount(columns.required(0, Long.class), Currency.getInstance(columns.required(1, String.class)));
        }
    }

    static final class Deposit {
        private final UUID id;
        private Amount amount;
        private @Nullable Amount fee;
        private final List<Amount> payouts = new ArrayList<>();

        Deposit(UUID id, Amount amount) {
            this.id = id;
            this.amount = amount;
        }
    }

    private static Amount amount(Chance chance) {
        return new Amount(chance.number(), chance.any(Currency.getInstance("EUR"), Currency.getInstance("JPY")));
    }

    private static Shape<?, ?> converters() {
        return Shape.of("converted by one registration for the class", Deposit.class, Chance::uuid)
                .mapped(keelson -> keelson.map(Deposit.class).converter(Amount.class, new AmountConverter()))
                .tables("deposits", "deposit_payouts")
                .changing(
                        "value",
                        deposit -> deposit.amount = new Amount(-1, deposit.amount.currency()),
                        "update deposits (amount)")
                .changing("none", deposit -> deposit.fee = null, "update deposits (fee, fee_currency)")
                .changing(
                        "in a list",
                        deposit -> deposit.payouts.set(
                                0, new Amount(-1, deposit.payouts.get(0).currency())),
                        "update deposit_payouts (payout)")
                .states((chance, id) -> {
                    Deposit deposit = new Deposit(id, amount(chance));
                    deposit.fee = chance.maybe(() -> amount(chance));
                    deposit.payouts.addAll(chance.list(() -> amount(chance)));
                    return deposit;
                });
    }
}
