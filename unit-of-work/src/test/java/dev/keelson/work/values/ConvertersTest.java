package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.MonetaryAmountConverter;
import dev.keelson.value.MoneyConverters;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.money.MonetaryAmount;
import org.javamoney.moneta.FastMoney;
import org.jooq.Converter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Converters of the application: what they store comes back, what they cannot is told, what did not change is not written. */
@NullMarked
@SuppressWarnings({"NullAway", "JavaUtilDate"}) // converters that give null are a point
class ConvertersTest {

    private static final String SECRET = "geheim";

    record Money(BigDecimal amount, Currency currency) {}

    record Sku(String value) {}

    record GoodsId(String country, int number) {}

    record Point(int x, int y) {}

    record Part(UUID id, Sku sku, Money price) {}

    static final class Goods {
        private final GoodsId id;
        private Sku sku = new Sku("a");
        private @Nullable Sku other;
        private Money cents = new Money(new BigDecimal("0.00"), Currency.getInstance("EUR"));
        private Money exact = new Money(BigDecimal.ZERO, Currency.getInstance("EUR"));
        private BigDecimal fee = new BigDecimal("0.00");
        private @Nullable MonetaryAmount amount;
        private MonetaryAmount rounded = org.javamoney.moneta.Money.of(0, "EUR");
        private ZonedDateTime start = Instant.EPOCH.atZone(ZoneId.of("UTC"));
        private @Nullable ZonedDateTime end;
        private Point point = new Point(0, 0);
        private final List<Part> parts = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private final Map<Sku, Point> places = new HashMap<>();

        Goods(GoodsId id) {
            this.id = id;
        }
    }

    /** "DE-7" in one column. */
    private static final ValueConverter<GoodsId> IDS =
            ScalarConverter.of(GoodsId.class, ColumnType.text(), id -> id.country() + "-" + id.number(), text -> {
                String[] parts = ((String) text).split("-");
                return new GoodsId(parts[0], Integer.parseInt(parts[1]));
            });

    private static final Converter<String, Point> POINTS = Converter.of(
            String.class,
            Point.class,
            text -> {
                String[] parts = text.split(",");
                return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            },
            point -> point.x() + "," + point.y());

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .converter(
                        Sku.class,
                        ScalarConverter.of(
                                Sku.class,
                                ColumnType.text(),
                                sku -> "#" + sku.value(),
                                text -> new Sku(((String) text).substring(1))))
                .converter(
                        Money.class,
                        MoneyConverters.minorUnitsAndCurrency(Money.class, Money::amount, Money::currency, Money::new))
                .converter(Point.class, POINTS, ColumnType.text())
                .map(
                        Goods.class,
                        goods -> goods.table("goods")
                                .property("id", p -> p.converter(IDS))
                                .property(
                                        "exact",
                                        p -> p.converter(MoneyConverters.amountAndCurrency(
                                                Money.class, Money::amount, Money::currency, Money::new)))
                                .property("fee", p -> p.converter(MoneyConverters.minorUnits(2)))
                                .property(
                                        "rounded",
                                        p -> p.converter(new MonetaryAmountConverter(ColumnType.numeric(19, 2))))
                                .property("point", p -> p.converter(POINTS, ColumnType.varchar(9))));
    }

    @BeforeAll
    static void create() {
        store = Store.of(ConvertersTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    private static int numbers;

    private static Goods goods() {
        return new Goods(new GoodsId("DE", ++numbers));
    }

    private static void assertStored(Goods expected) {
        assertThat(store.load(Goods.class, expected.id))
                .usingRecursiveComparison()
                .withEqualsForType(MonetaryAmount::isEqualTo, MonetaryAmount.class)
                .ignoringFields("amount", "rounded")
                .isEqualTo(expected);
        Goods loaded = store.load(Goods.class, expected.id);
        assertThat(loaded.amount == null).isEqualTo(expected.amount == null);
        assertThat(loaded.amount == null || loaded.amount.isEqualTo(expected.amount))
                .isTrue();
        assertThat(loaded.rounded.isEqualTo(expected.rounded)).isTrue();
        assertThat(writtenAfter(store, Goods.class, expected.id, same -> {})).isEmpty();
    }

    private static <A> List<String> writtenAfter(Store in, Class<A> type, Object id, Consumer<A> change) {
        try (SqlUnitOfWork work = in.begin()) {
            change.accept(work.get(type, id));
            in.wire().reset();
            work.commit();
            List<String> written = Writes.on(in.wire());
            in.wire().reset();
            work.commit();
            assertThat(in.wire().statements()).as("of a second commit").isEmpty();
            return written;
        }
    }

    @Test
    void what_is_stored_comes_back_by_property_by_type_and_for_identifiers() {
        Goods goods = goods();
        goods.other = new Sku("");
        goods.cents = money("-12345678901234.56", "EUR");
        goods.exact = money("1.2345678901234567890", "JPY");
        goods.fee = new BigDecimal("4.90");
        goods.amount = org.javamoney.moneta.Money.of(new BigDecimal("1.5"), "CHF");
        goods.rounded = FastMoney.of(new BigDecimal("2.50"), "USD");
        goods.start = ZonedDateTime.parse("2026-10-25T02:30:00.123456+01:00[Europe/Berlin]");
        goods.end = ZonedDateTime.parse("-0043-03-15T12:00:00Z[UTC]");
        goods.point = new Point(-1, 2);
        for (int i = 0; i < 5; i++) {
            goods.parts.add(new Part(UUID.randomUUID(), new Sku("p" + i), money(i + ".01", "EUR")));
            goods.points.add(new Point(i, i));
            goods.places.put(new Sku("k" + i), new Point(i, -i));
        }
        store.save(goods);
        assertStored(goods);
        assertThat(store.database()
                        .query(
                                "select id, sku, cents, cents_currency, exact, exact_currency, fee, amount,"
                                        + " amount_currency, rounded, start_zone, point from goods where id = ?",
                                "DE-" + goods.id.number()))
                .containsExactly(List.of(
                        "DE-" + goods.id.number(),
                        "#a",
                        -1234567890123456L,
                        "EUR",
                        new BigDecimal("1.2345678901234567890"),
                        "JPY",
                        490L,
                        new BigDecimal("1.5"),
                        "CHF",
                        new BigDecimal("2.50"),
                        "Europe/Berlin",
                        "-1,2"));
    }

    @Test
    void none_and_one_follow_each_other() {
        Goods goods = goods();
        store.save(goods);
        assertStored(goods);
        goods.amount = org.javamoney.moneta.Money.of(1, "EUR");
        goods.end = goods.start;
        goods.other = new Sku("x");
        assertThat(writtenAfter(store, Goods.class, goods.id, changed -> {
                    changed.amount = goods.amount;
                    changed.end = goods.end;
                    changed.other = goods.other;
                }))
                .containsExactly("update goods (amount, amount_currency, end, end_zone, other, version)");
        assertStored(goods);
        goods.amount = null;
        assertThat(writtenAfter(store, Goods.class, goods.id, changed -> changed.amount = null))
                .containsExactly("update goods (amount, amount_currency, version)");
        assertStored(goods);
    }

    @Test
    void an_equal_value_is_no_change_and_of_several_columns_only_the_changed_one_is_written() {
        Goods goods = goods();
        goods.parts.add(new Part(UUID.randomUUID(), new Sku("p"), money("1.00", "EUR")));
        store.save(goods);
        assertThat(writtenAfter(store, Goods.class, goods.id, same -> {
                    same.cents = money("0.0", "EUR");
                    same.exact = money("0", "EUR");
                    same.rounded = FastMoney.of(0, "EUR");
                    same.sku = new Sku("a");
                    same.point = new Point(0, 0);
                    same.start = same.start.toInstant().atZone(ZoneId.of("UTC"));
                }))
                .isEmpty();
        assertThat(writtenAfter(store, Goods.class, goods.id, changed -> {
                    changed.cents = money("0.00", "USD");
                    changed.exact = money("1", "EUR");
                    changed.start = changed.start.withZoneSameInstant(ZoneId.of("Asia/Kathmandu"));
                }))
                .containsExactly("update goods (cents_currency, exact, start_zone, version)");
        assertThat(writtenAfter(
                        store,
                        Goods.class,
                        goods.id,
                        changed -> changed.parts.replaceAll(
                                part -> new Part(part.id(), part.sku(), money("2.00", "EUR")))))
                .containsExactly("update goods (version)", "update goods_parts (price)");
    }

    @Test
    void an_amount_is_never_rounded() {
        List<Consumer<Goods>> tooFine = List.of(
                goods -> goods.cents = money("1.005", "EUR"),
                goods -> goods.fee = new BigDecimal("1.005"),
                goods -> goods.rounded = FastMoney.of(new BigDecimal("1.005"), "EUR"),
                goods -> goods.cents = money("1", "XAU"),
                goods -> goods.cents = money("1E30", "EUR"),
                goods -> goods.point = new Point(1_000_000, 1_000_000));
        for (Consumer<Goods> change : tooFine) {
            Goods goods = goods();
            change.accept(goods);
            assertThat(Writes.unstorable(() -> store.save(goods)))
                    .startsWith("Goods.")
                    .contains(" of " + goods.id);
            assertThat(store.wire().statements()).isEmpty();
        }
    }

    /** Its value says how it goes wrong. */
    record Fragile(String value) {}

    record Holder(UUID id, Fragile single, @Nullable Fragile pair, List<Fragile> many) {}

    @SuppressWarnings("unchecked")
    private static final ScalarConverter<Fragile> FRAGILE =
            ScalarConverter.of(Fragile.class, ColumnType.text(), ConvertersTest::toColumn, (Function<Object, Fragile>)
                    (Function<Object, ?>) text -> fromColumn((String) text));

    private static @Nullable Object toColumn(Fragile fragile) {
        return switch (fragile.value()) {
            case "refuses " + SECRET -> throw new IllegalArgumentException("it is too fragile");
            case "refuses without a word " + SECRET -> throw new IllegalArgumentException();
            case "throws " + SECRET -> throw new IllegalStateException("what is " + fragile.value());
            case "null " + SECRET -> null;
            case "other class " + SECRET -> List.of(fragile.value());
            case "lossy " + SECRET -> "lossy";
            default -> fragile.value();
        };
    }

    private static @Nullable Object fromColumn(String text) {
        return switch (text) {
            case "read refuses " + SECRET -> throw new IllegalArgumentException("it is too fragile");
            case "read throws " + SECRET -> throw new IllegalStateException("what is " + text);
            case "read null " + SECRET -> null;
            case "read other class " + SECRET -> text;
            default -> new Fragile(text);
        };
    }

    private static final class Pair implements ValueConverter<Fragile> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.text()), ColumnSpec.of("again", ColumnType.text()));
        }

        @Override
        public void write(Fragile fragile, ColumnWriter columns) {
            Object column = toColumn(fragile);
            columns.set(0, column == null ? "there" : column);
            columns.set(1, column);
        }

        @Override
        public Fragile read(ColumnReader columns) {
            return (Fragile) fromColumn(columns.required(1, String.class));
        }
    }

    private static KeelsonBuilder holders() {
        return Keelson.builder()
                .map(
                        Holder.class,
                        holder -> holder.property("single", p -> p.converter(FRAGILE))
                                .property("pair", p -> p.converter(new Pair()))
                                .values("many", many -> many.element(e -> e.converter(FRAGILE))));
    }

    @Test
    void what_a_converter_cannot_store_is_told_by_property_and_not_shown_and_nothing_is_written() {
        Map<String, String> problems = Map.of(
                "refuses ", "it is too fragile",
                "refuses without a word ", "its converter or constructor threw a IllegalArgumentException",
                "throws ", "its converter or constructor threw a IllegalStateException",
                "null ", "its converter gave null for a value that is there",
                "other class ", "",
                "lossy ",
                        "its converter is lossy: it reads back another value than it wrote. Where that is meant, let"
                                + " its comparesValues() say so",
                "read refuses ", "it is too fragile",
                "read throws ", "its converter or constructor threw a IllegalStateException",
                "read null ", "its converter gave null for a column value that is there",
                "read other class ", "");
        Fragile good = new Fragile("good");
        try (Store holders = Store.of(ConvertersTest::holders)) {
            problems.forEach((start, problem) -> {
                Fragile bad = new Fragile(start + SECRET);
                UUID id = UUID.randomUUID();
                Map<String, Holder> all = Map.of(
                        "Holder.single", new Holder(id, bad, null, List.of()),
                        "Holder.pair", new Holder(id, good, bad, List.of()),
                        "Holder.many[1]", new Holder(id, good, null, List.of(good, bad)));
                all.forEach((property, holder) -> {
                    Throwable failure = catchThrowable(() -> holders.save(holder));
                    String told = Writes.unstorable(() -> {
                        throw failure;
                    });
                    assertThat(told).startsWith(property + " of " + id + ", Fragile: ");
                    if (!property.equals("Holder.pair")) {
                        assertThat(told).endsWith(problem);
                    }
                    assertThat(failure.toString()).doesNotContain(SECRET);
                    assertThat(holders.wire().statements()).isEmpty();
                });
            });
            assertThat(Writes.unstorable(() -> holders.save(
                            new Holder(UUID.randomUUID(), good, new Fragile("null " + SECRET), List.of()))))
                    .endsWith("its converter left a required column null, 'again'");
            assertThat(holders.database().query("select * from holders")).isEmpty();
        }
    }

    @Test
    void what_a_converter_cannot_read_is_told_by_property_and_column_and_other_rows_are_loadable() {
        Fragile good = new Fragile("good");
        Holder fine = new Holder(UUID.randomUUID(), good, good, List.of(good, good));
        Holder broken = new Holder(UUID.randomUUID(), good, good, List.of(good, good));
        try (Store holders = Store.of(ConvertersTest::holders)) {
            holders.save(fine, broken);
            for (String start : List.of("read refuses ", "read throws ", "read null ", "read other class ")) {
                for (String place : List.of("single single holders id", "pair pair_again holders id")) {
                    String[] where = place.split(" ");
                    String update = "update %s set %s = '%%s' where %s = '%s'"
                            .formatted(where[2], where[1], where[3], broken.id());
                    holders.database().execute(update.formatted(start + SECRET));
                    // a value of another class is found only when the object is made of it
                    String property = start.contains("class") && where[0].equals("single")
                            ? "Holder. (-)"
                            : "Holder." + where[0] + " (" + where[0] + ")";
                    assertThat(Writes.unreadable(holders, Holder.class, broken.id()))
                            .isEqualTo(property + " of " + broken.id());
                    assertThat(catchThrowable(() -> holders.load(Holder.class, broken.id()))
                                    .toString())
                            .doesNotContain(SECRET);
                    assertThat(holders.load(Holder.class, fine.id())).isEqualTo(fine);
                    holders.database().execute(update.formatted("good"));
                }
            }
            holders.database()
                    .execute("update holder_many set many = 'read throws " + SECRET + "' where holder_id = '"
                            + broken.id() + "' and position = 1");
            assertThat(Writes.unreadable(holders, Holder.class, broken.id()))
                    .isEqualTo("Holder.many (many) of " + broken.id());
            assertThat(holders.load(Holder.class, fine.id())).isEqualTo(fine);
        }
    }

    /** Written with another salt each time. */
    record Salted(String text) {}

    static final class Login {
        private final UUID id;
        private String name = "";
        private Salted token = new Salted("");
        private Salted pair = new Salted("");
        private final List<Salted> old = new ArrayList<>();

        Login(UUID id) {
            this.id = id;
        }
    }

    private static final AtomicLong SALT = new AtomicLong();

    private static final class SaltedPair implements ValueConverter<Salted> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.text()), ColumnSpec.of("salt", ColumnType.bigint()));
        }

        @Override
        public void write(Salted salted, ColumnWriter columns) {
            columns.set(0, salted.text());
            columns.set(1, SALT.incrementAndGet());
        }

        @Override
        public Salted read(ColumnReader columns) {
            return new Salted(columns.required(0, String.class));
        }

        @Override
        public boolean comparesValues() {
            return true;
        }
    }

    private static KeelsonBuilder logins() {
        ScalarConverter<Salted> salting = ScalarConverter.of(
                        Salted.class,
                        ColumnType.text(),
                        salted -> SALT.incrementAndGet() + ":" + salted.text(),
                        text -> new Salted(((String) text).substring(((String) text).indexOf(':') + 1)))
                .comparingValues();
        return Keelson.builder()
                .converter(Salted.class, salting)
                .map(Login.class, login -> login.property("pair", p -> p.converter(new SaltedPair())));
    }

    @Test
    void where_values_are_compared_another_form_of_the_same_value_is_no_change() {
        try (Store logins = Store.of(ConvertersTest::logins)) {
            Login login = new Login(UUID.randomUUID());
            login.old.add(new Salted("1"));
            login.old.add(new Salted("2"));
            logins.save(login);
            String stored = "select l::text, o::text from logins l join login_old o on true order by 2";
            List<List<@Nullable Object>> before = logins.database().query(stored);
            assertThat(writtenAfter(logins, Login.class, login.id, same -> {})).isEmpty();
            assertThat(writtenAfter(logins, Login.class, login.id, same -> {
                        same.token = new Salted("");
                        same.pair = new Salted("");
                        same.old.replaceAll(one -> new Salted(one.text()));
                    }))
                    .isEmpty();
            assertThat(logins.database().query(stored)).isEqualTo(before);

            // a change of something else leaves it as it stands
            List<List<@Nullable Object>> tokens = logins.database().query("select token, pair, pair_salt from logins");
            assertThat(writtenAfter(logins, Login.class, login.id, changed -> changed.name = "Ada"))
                    .containsExactly("update logins (name, version)");
            assertThat(logins.database().query("select token, pair, pair_salt from logins"))
                    .isEqualTo(tokens);

            assertThat(writtenAfter(logins, Login.class, login.id, changed -> {
                        changed.token = new Salted("new");
                        changed.pair = new Salted("new");
                        changed.old.set(1, new Salted("3"));
                    }))
                    .containsExactly("update logins (pair, pair_salt, token, version)", "update login_old (old)");
            Login loaded = logins.load(Login.class, login.id);
            assertThat(List.of(loaded.token, loaded.pair, loaded.old))
                    .isEqualTo(
                            List.of(new Salted("new"), new Salted("new"), List.of(new Salted("1"), new Salted("3"))));
        }
    }

    enum Mood {
        CALM,
        WILD
    }

    static final class Settings {
        private int size = 1;
        private Map<String, List<Integer>> options = new HashMap<>();

        public int getSize() {
            return size;
        }

        public void setSize(int size) {
            this.size = size;
        }

        public Map<String, List<Integer>> getOptions() {
            return options;
        }

        public void setOptions(Map<String, List<Integer>> options) {
            this.options = options;
        }
    }

    record Timed(UUID id, Duration length) {}

    static final class Legacy {
        private final UUID id;
        private @Nullable Duration length;
        private @Nullable Settings settings;
        private @Nullable Settings binary;
        private @Nullable Locale locale;
        private @Nullable Mood mood;
        private @Nullable Date date;
        private @Nullable InetAddress address;
        private @Nullable BigInteger big;
        private final List<Timed> parts = new ArrayList<>();
        private final List<Duration> lengths = new ArrayList<>();

        Legacy(UUID id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder legacies() {
        return Keelson.builder()
                .commitLog(false)
                .map(
                        Legacy.class,
                        legacy -> legacy.table("legacies")
                                .property("settings", p -> p.json().type(ColumnType.text()))
                                .property("binary", p -> p.json())
                                .property("mood", p -> p.type(ColumnType.character(8))));
    }

    private static final List<String> LEGACY_DDL = List.of(
            "create table legacies (id uuid primary key, length text, settings text, \"binary\" jsonb, locale text,"
                    + " mood char(8), date timestamptz, address text, big numeric, version bigint not null)",
            "create table legacy_parts (id uuid primary key, legacy_id uuid not null references legacies, position"
                    + " integer not null, length text not null)",
            "create index on legacy_parts (legacy_id)",
            "create table legacy_lengths (legacy_id uuid not null references legacies, position integer not null,"
                    + " length text not null, primary key (legacy_id, position))");

    @Test
    void what_others_wrote_in_another_form_is_no_change_and_stays_until_it_is_one() {
        try (Store legacies = Store.of(ConvertersTest::legacies, LEGACY_DDL)) {
            UUID id = UUID.randomUUID();
            String row = "('" + id + "', 'PT60S', '{ \"options\" : {\"b\":[1, 2],\"a\":[]}, \"size\":7}',"
                    + " '{\"size\":7,\"options\":{\"b\":[1]}}', 'EN-us', 'WILD', '2026-11-22T01:02:03.456789Z', '::1',"
                    + " 5.00, 1)";
            legacies.database()
                    .execute(
                            "insert into legacies values " + row,
                            "insert into legacy_parts values (gen_random_uuid(), '" + id + "', 0, 'PT3600S')",
                            "insert into legacy_lengths values ('" + id + "', 0, 'PT0.50S'), ('" + id
                                    + "', 1, 'pt1h')");
            String stored =
                    "select l::text, p::text, s::text from legacies l, legacy_parts p, legacy_lengths s order by 3";
            List<List<@Nullable Object>> before = legacies.database().query(stored);
            assertThat(writtenAfter(legacies, Legacy.class, id, same -> {})).isEmpty();
            assertThat(writtenAfter(legacies, Legacy.class, id, same -> {
                        same.length = Duration.ofMinutes(1);
                        same.locale = Locale.US;
                        same.date = new Date(same.date.getTime());
                        same.parts.replaceAll(part -> new Timed(part.id(), Duration.ofHours(1)));
                        same.lengths.set(1, Duration.ofHours(1));
                    }))
                    .isEmpty();
            assertThat(legacies.database().query(stored)).isEqualTo(before);

            assertThat(writtenAfter(legacies, Legacy.class, id, changed -> changed.mood = Mood.CALM))
                    .containsExactly("update legacies (mood, version)");
            assertThat(legacies.database().query("select length, locale, address, big from legacies"))
                    .containsExactly(List.of("PT60S", "EN-us", "::1", new BigDecimal("5.00")));
            assertThat(writtenAfter(legacies, Legacy.class, id, changed -> {
                        changed.length = Duration.ofMinutes(2);
                        changed.settings.setSize(8);
                        changed.binary.getOptions().get("b").add(2);
                        changed.date = new Date(changed.date.getTime() + 1);
                        changed.lengths.set(0, Duration.ZERO);
                    }))
                    .containsExactly(
                            "update legacies (binary, date, length, settings, version)",
                            "update legacy_lengths (length)");
        }
    }

    static final class Keyed {
        private final UUID id;
        private final java.util.Set<Duration> set = new java.util.HashSet<>();
        private final Map<Locale, Integer> map = new HashMap<>();

        Keyed(UUID id) {
            this.id = id;
        }
    }

    @Test
    @Disabled("keys are compared as they are spelled: a set or map whose keys others spelled otherwise is written anew")
    void what_others_wrote_in_another_form_into_keys_is_no_change() {
        try (Store keyed = Store.of(() -> Keelson.builder().commitLog(false).map(Keyed.class))) {
            UUID id = UUID.randomUUID();
            keyed.database()
                    .execute(
                            "insert into keyeds (id, version) values ('" + id + "', 1)",
                            "insert into keyed_set select '" + id
                                    + "', 'PT' || 60 * n || 'S' from generate_series(1, 9) n",
                            "insert into keyed_map (keyed_id, key, map) values ('" + id + "', 'EN-us', 1), ('" + id
                                    + "', 'DE-de', 2), ('" + id + "', 'fr-FR', 3)");
            assertThat(writtenAfter(keyed, Keyed.class, id, same -> {})).isEmpty();
            assertThat(writtenAfter(keyed, Keyed.class, id, changed -> changed.set.remove(Duration.ofMinutes(5))))
                    .containsExactly("update keyeds (version)", "delete keyed_set");
            assertThat(writtenAfter(keyed, Keyed.class, id, changed -> changed.map.put(Locale.US, 4)))
                    .containsExactly("update keyeds (version)", "update keyed_map (map)");
            assertThat(keyed.load(Keyed.class, id).map)
                    .isEqualTo(Map.of(Locale.US, 4, Locale.GERMANY, 2, Locale.FRANCE, 3));
            assertThat(keyed.load(Keyed.class, id).set).hasSize(8).contains(Duration.ofMinutes(9));
        }
    }

    /** Shares its bytes with whoever asks. */
    static final class Blob {
        private final byte[] bytes;

        Blob(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private static final class BlobPair implements ValueConverter<Blob> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bytea()), ColumnSpec.of("size", ColumnType.integer()));
        }

        @Override
        public void write(Blob blob, ColumnWriter columns) {
            columns.set(0, blob.bytes);
            columns.set(1, blob.bytes.length);
        }

        @Override
        public Blob read(ColumnReader columns) {
            return new Blob(columns.required(0, byte[].class));
        }
    }

    static final class Mutable {
        private final UUID id;
        private byte[] bytes = {1, 2};
        private Date date = new Date(1_000);
        private int[] numbers = {1, 2};
        private String[] texts = {"a", "b"};
        private int[][] matrix = {{1, 2}, {3, 4}};
        private List<String> list = new ArrayList<>(List.of("a", "b"));
        private Settings settings = new Settings();
        private StringBuilder builder = new StringBuilder("text");
        private Blob blob = new Blob(new byte[] {1, 2});
        private Blob pair = new Blob(new byte[] {1, 2});
        private Blob comparing = new Blob(new byte[] {1, 2});
        private final List<Blob> blobs = new ArrayList<>();

        Mutable(UUID id) {
            this.id = id;
            settings.getOptions().put("a", new ArrayList<>(List.of(1)));
            blobs.add(new Blob(new byte[] {1, 2}));
        }
    }

    private static KeelsonBuilder mutables() {
        ScalarConverter<Blob> sharing = ScalarConverter.of(
                Blob.class, ColumnType.bytea(), blob -> blob.bytes, bytes -> new Blob((byte[]) bytes));
        return Keelson.builder()
                .converter(Blob.class, sharing)
                .converter(
                        StringBuilder.class,
                        ScalarConverter.of(
                                StringBuilder.class,
                                ColumnType.text(),
                                StringBuilder::toString,
                                text -> new StringBuilder((String) text)))
                .map(
                        Mutable.class,
                        mutable -> mutable.property("list", p -> p.array())
                                .property("settings", p -> p.json())
                                .property("pair", p -> p.converter(new BlobPair()))
                                .property("comparing", p -> p.converter(sharing.comparingValues())));
    }

    @Test
    void what_is_changed_in_place_is_found_and_nothing_else_is() {
        Map<String, Consumer<Mutable>> changes = new HashMap<>();
        changes.put("bytes", mutable -> mutable.bytes[0]++);
        changes.put("date", mutable -> mutable.date.setTime(mutable.date.getTime() + 1));
        changes.put("numbers", mutable -> mutable.numbers[0]++);
        changes.put("texts", mutable -> mutable.texts[0] += "!");
        changes.put("matrix", mutable -> mutable.matrix[1][0]++);
        changes.put("list", mutable -> mutable.list.add("c"));
        changes.put(
                "settings", mutable -> mutable.settings.getOptions().get("a").add(2));
        changes.put("builder", mutable -> mutable.builder.append("!"));
        changes.put("blob", mutable -> mutable.blob.bytes[0]++);
        changes.put("pair", mutable -> mutable.pair.bytes[0]++);
        changes.put("comparing", mutable -> mutable.comparing.bytes[0]++);
        try (Store mutables = Store.of(ConvertersTest::mutables)) {
            Mutable mutable = new Mutable(UUID.randomUUID());
            mutables.save(mutable);
            assertThat(writtenAfter(mutables, Mutable.class, mutable.id, same -> {}))
                    .isEmpty();
            changes.forEach((column, change) -> assertThat(writtenAfter(mutables, Mutable.class, mutable.id, change))
                    .containsExactly("update mutables (" + column + ", version)"));
            assertThat(writtenAfter(mutables, Mutable.class, mutable.id, changed -> changed.blobs.get(0).bytes[0]++))
                    .containsExactly("update mutables (version)", "update mutable_blobs (blob)");

            try (SqlUnitOfWork work = mutables.begin()) { // of one that was only just stored, too
                Mutable fresh = new Mutable(UUID.randomUUID());
                work.add(fresh);
                work.commit();
                changes.values().forEach(change -> change.accept(fresh));
                mutables.wire().reset();
                work.commit();
                assertThat(Writes.on(mutables.wire()))
                        .containsExactly(
                                "update mutables (blob, builder, bytes, comparing, date, list, matrix, numbers,"
                                        + " pair, settings, texts, version)");
                assertThat(mutables.load(Mutable.class, fresh.id))
                        .usingRecursiveComparison()
                        .withEqualsForType((one, other) -> one.compareTo(other) == 0, StringBuilder.class)
                        .isEqualTo(fresh);
            }
        }
    }

    @Test
    void equal_but_other_objects_and_what_is_changed_back_are_no_change() {
        try (Store mutables = Store.of(ConvertersTest::mutables)) {
            Mutable mutable = new Mutable(UUID.randomUUID());
            mutables.save(mutable);
            assertThat(writtenAfter(mutables, Mutable.class, mutable.id, same -> {
                        Mutable other = new Mutable(same.id);
                        same.bytes = other.bytes;
                        same.date = other.date;
                        same.numbers = other.numbers;
                        same.texts = other.texts;
                        same.matrix = other.matrix;
                        same.list = Collections.unmodifiableList(other.list);
                        same.settings = other.settings;
                        same.builder = other.builder;
                        same.blob = other.blob;
                        same.pair = other.pair;
                        same.comparing = other.comparing;
                        same.blobs.set(0, other.blobs.get(0));
                    }))
                    .isEmpty();
            assertThat(writtenAfter(mutables, Mutable.class, mutable.id, changed -> {
                        changed.bytes[0]++;
                        changed.numbers[0]++;
                        changed.matrix[0][0]++;
                        changed.list.add("c");
                        changed.settings.setSize(2);
                        changed.blob.bytes[0]++;
                        changed.pair.bytes[0]++;
                        changed.comparing.bytes[0]++;
                        changed.bytes[0]--;
                        changed.numbers[0]--;
                        changed.matrix[0][0]--;
                        changed.list.remove(2);
                        changed.settings.setSize(1);
                        changed.blob.bytes[0]--;
                        changed.pair.bytes[0]--;
                        changed.comparing.bytes[0]--;
                    }))
                    .isEmpty();
        }
    }

    @Test
    void bytes_that_a_failed_commit_saw_are_not_the_snapshot() {
        try (Store mutables = Store.of(ConvertersTest::mutables)) {
            Mutable mutable = new Mutable(UUID.randomUUID());
            mutables.save(mutable);
            try (SqlUnitOfWork work = mutables.begin()) {
                Mutable loaded = work.get(Mutable.class, mutable.id);
                loaded.blob.bytes[0] = 9;
                loaded.builder.append("\0" + SECRET);
                assertThat(Writes.unstorable(work::commit)).startsWith("Mutable.builder of " + mutable.id);
                loaded.builder.setLength(4);
                work.commit();
            }
            assertThat(mutables.database().query("select encode(blob, 'hex'), builder from mutables"))
                    .containsExactly(List.of("0902", "text"));
            assertThat(new String(mutable.bytes, StandardCharsets.ISO_8859_1)).isEqualTo("\1\2");
        }
    }
}
