package dev.keelson.work.guide;

import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Value objects in the row of what holds them. */
final class ValueModels {

    private ValueModels() {}

    // region parcel
    record Grams(int value) {}

    enum Country {
        FR,
        JP
    }

    record Address(String street, @Nullable String box, String city, Country country) {}

    record Recipient(String name, Address address) {}

    record Parcel(
            UUID id,
            Grams weight, // one component: one column, no suffix
            Recipient recipient, // nested
            Address sender, // the same type again
            @Nullable Address returnTo) {} // absent: all its columns are null
    // endregion

    static void parcel(KeelsonBuilder keelson) {
        // region parcel-map
        keelson.map(
                Parcel.class,
                parcel -> parcel.property("recipient.address", address -> address.prefix("to_"))
                        .property("returnTo.city", city -> city.column("return_city")));
        // endregion
    }

    // region money
    record Money(BigDecimal amount, Currency currency) {}

    /** Cents under the property's own name, the currency behind it. */
    static final class MoneyInCents implements ValueConverter<Money> {
        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.character(3)));
        }

        @Override
        public void write(Money money, ColumnWriter columns) {
            columns.set(0, money.amount().movePointRight(2)); // a third decimal is refused, not rounded
            columns.set(1, money.currency().getCurrencyCode());
        }

        @Override
        public Money read(ColumnReader columns) {
            return new Money(
                    BigDecimal.valueOf(columns.required(0, Long.class), 2),
                    Currency.getInstance(columns.required(1, String.class)));
        }
    }

    record Receipt(UUID id, Money total, @Nullable Money tip) {}
    // endregion

    static void money(KeelsonBuilder keelson) {
        // region money-map
        keelson.converter(Money.class, new MoneyInCents()).map(Receipt.class);
        // endregion
    }

    // region method
    sealed interface Method permits Card, Iban, Cash {}

    record Card(String number, YearMonth expiry) implements Method {}

    record Iban(String number) implements Method {}

    record Cash() implements Method {}

    record Bill(UUID id, Method method, @Nullable Method fallback) {}
    // endregion

    static void method(KeelsonBuilder keelson) {
        // region method-map
        keelson.map(
                Bill.class,
                bill -> bill.property(
                        "fallback",
                        fallback -> fallback.discriminator("fallback_kind")
                                .subtype(Card.class, card -> card.discriminatorValue("C"))
                                .subtype(Iban.class, iban -> iban.discriminatorValue("I"))
                                .subtype(Cash.class, cash -> cash.discriminatorValue("0"))));
        // endregion
    }

    // region tags
    /** Nothing but a collection: lies as that collection does. */
    record Tags(Set<String> values) {}

    record Stop(String place, @Nullable Integer minutes) {}

    record Route(String name, List<Stop> stops) {}

    record Trip(UUID id, Tags tags, Route route) {}
    // endregion

    static void tags(KeelsonBuilder keelson) {
        keelson.map(Trip.class);
    }

    static void tell(Guide guide) {
        guide.ddl("parcel-table", ValueModels::parcel);
        guide.ddl("money-table", ValueModels::money);
        guide.ddl("method-table", ValueModels::method);
        guide.ddl("tags-tables", ValueModels::tags);
    }

    static void send(Guide guide, Store store) {
        Address home = new Address("Elm 1", null, "Lyon", Country.FR);
        Address other = new Address("Oak 2", null, "Lyon", Country.FR);
        Parcel parcel = new Parcel(new UUID(7, 1), new Grams(5), new Recipient("Ada", home), home, home);
        store.save(parcel);
        guide.written(
                "parcel-write",
                store,
                work -> work.replace(
                        new Parcel(parcel.id(), parcel.weight(), parcel.recipient(), parcel.sender(), other)));
    }
}
