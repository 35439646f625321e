package dev.keelson.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.codegen.ShopStage.Setting;
import dev.keelson.codegen.shop.Shop.Customer;
import dev.keelson.codegen.shop.Shop.CustomerId;
import dev.keelson.codegen.shop.Shop.Money;
import dev.keelson.codegen.shop.Shop.Order;
import dev.keelson.codegen.shop.Shop.OrderId;
import dev.keelson.codegen.shop.Shop.Status;
import dev.keelson.work.AggregateQuery;
import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.Statistics;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated tables compile, ask queries as properties do, and are read by jOOQ with the values of the domain. */
class GeneratedTablesTest {

    private static final String USE = """
        package usage;

        import static dev.keelson.codegen.shop.tables.Tables.*;
        import static org.jooq.impl.DSL.*;

        import dev.keelson.codegen.Asked;
        import dev.keelson.codegen.shop.Shop.*;
        import dev.keelson.codegen.shop.tables.Orders;
        import java.math.BigDecimal;
        import java.time.Duration;
        import java.time.Instant;
        import java.time.LocalDate;
        import java.util.ArrayList;
        import java.util.List;
        import java.util.UUID;
        import java.util.function.Function;
        import java.util.function.Supplier;
        import org.jooq.Condition;
        import org.jooq.DSLContext;
        import org.jooq.ResultQuery;

        public final class Use implements Supplier<List<Asked>>, dev.keelson.codegen.OnPostgres, Function<DSLContext, List<ResultQuery<?>>> {

            private final List<Asked> all = new ArrayList<>();

            private void ask(
                    String name, Class<?> type, Condition generated, Function<dev.keelson.work.query.Fields, Condition> property) {
                all.add(new Asked(name, type, generated, property));
            }

            private static OrderId id(int n) {
                return new OrderId(new UUID(0x7000L, 0x8000_0000_0000_0000L | n));
            }

            @Override
            public List<Asked> get() {
                Class<Order> order = Order.class;
                ask("money", order, ORDERS.TOTAL.gt(Money.eur("2.50")), one -> one.field("total").gt(Money.eur("2.50")));
                ask("id", order, ORDERS.ID.in(id(1), id(3)), one -> one.field("id").in(id(1), id(3)));
                ask("reference", order, ORDERS.CUSTOMER_ID.eq(new CustomerId("c2")), one -> one.field("customer").eq(new CustomerId("c2")));
                ask("enum", order, ORDERS.STATUS.ne(Status.PAID), one -> one.field("status").ne(Status.PAID));
                ask("instant", order, ORDERS.PLACED_AT.ge(Instant.parse("2026-11-27T14:30:00Z")), one -> one.field("placedAt").ge(Instant.parse("2026-11-27T14:30:00Z")));
                ask("duration", order, ORDERS.PATIENCE.eq(Duration.ofMinutes(4)), one -> one.field("patience").eq(Duration.ofMinutes(4)));
                ask("part", order, ORDERS.ADDRESS_CITY.eq("Oslo"), one -> one.field("address.city").eq("Oslo"));
                ask("several columns", order, ORDERS.WEIGHT.eq(new BigDecimal("2")).and(ORDERS.WEIGHT_UNIT.eq("kg")), one -> one.field("weight").eq(new Weight(new BigDecimal("2"), "kg")));
                ask("absent", order, ORDERS.DUE.isNull(), one -> one.field("due").isNull());
                ask("day", order, ORDERS.DUE.between(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 4)), one -> one.field("due").between(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 4)));
                ask("optional", order, ORDERS.NOTE.eq("note 3").or(ORDERS.NOTE.isNull()), one -> one.field("note").eq("note 3").or(one.field("note").isNull()));
                ask("hidden class", order, ORDERS.MOOD.eq("CROSS"), one -> one.field("mood").eq(moods()[1]));
                ask("too great", order, ORDERS.TOTAL.lt(new Money(new BigDecimal("1e30"))), one -> one.field("total").lt(new Money(new BigDecimal("1e30"))));
                ask("part of a key", House.class, HOUSES.ID_STREET.eq("Lane").and(HOUSES.ID_NUMBER.gt(2)), one -> one.field("id.street").eq("Lane").and(one.field("id.number").gt(2)));
                ask("a subclass's table", Claim.class, THEFTS.LOSS.ge(Money.eur("4.00")), one -> one.field("loss").ge(Money.eur("4.00")));
                ask("common column", Claim.class, CLAIMS.ID.eq(new ClaimId(id(2).value())), one -> one.field("id").eq(new ClaimId(id(2).value())));
                ask("one table", Vehicle.class, VEHICLES.PRICE.le(Money.eur("3.00")), one -> one.field("price").le(Money.eur("3.00")));
                ask("of one class", Vehicle.class, VEHICLES.STATE.eq(Status.SENT), one -> one.field("state").eq(Status.SENT));
                ask("lines", order, ORDERS.ID.in(select(ORDER_LINES.ORDER_ID).from(ORDER_LINES).where(ORDER_LINES.PRICE.gt(Money.eur("3.00")).and(ORDER_LINES.TENANT_ID.eq(ORDERS.TENANT_ID)).and(ORDER_LINES.DELETED_AT.isNull()))), one -> one.any("lines", line -> line.field("price").gt(Money.eur("3.00"))));
                return all;
            }

            public List<Asked> onPostgres() {
                all.clear();
                ask("array", Order.class, ORDERS.ROOMS.eq(new int[] {2, 3}), one -> one.field("rooms").eq(new int[] {2, 3}));
                ask("arrays", Order.class, ORDERS.ROOMS.ne(new int[] {2, 3}), one -> one.field("rooms").ne(new int[] {2, 3}));
                ask("json", Order.class, ORDERS.WORDS.eq(List.of("word 4")), one -> one.field("words").eq(List.of("word 4")));
                ask("another class of a hierarchy", Claim.class, STORMS.FORCE.in(3, 5, 5_000), one -> one.field("force").in(3, 5, 5_000));
                return all;
            }

            private static Object[] moods() {
                try {
                    return Class.forName("dev.keelson.codegen.shop.Shop$Mood").getEnumConstants();
                } catch (ClassNotFoundException missing) {
                    throw new AssertionError(missing);
                }
            }

            @Override
            public List<ResultQuery<?>> apply(DSLContext jooq) {
                Orders first = ORDERS.as("first");
                return List.of(
                        jooq.select(ORDERS.ID, ORDERS.CUSTOMER_ID, ORDERS.STATUS, ORDERS.TOTAL, ORDERS.PLACED_AT, ORDERS.PATIENCE, ORDERS.DUE, ORDERS.WEIGHT, ORDERS.MOOD, ORDERS.WORDS, ORDERS.TENANT_ID)
                                .from(ORDERS)
                                .where(ORDERS.TENANT_ID.eq("acme"), ORDERS.ID.eq(id(3))),
                        jooq.select(first.TOTAL, ORDER_LINES.PRICE, ORDER_FEES.KEY, ORDER_FEES.FEE)
                                .from(first)
                                .join(ORDER_LINES).on(ORDER_LINES.ORDER_ID.eq(first.ID), ORDER_LINES.TENANT_ID.eq(first.TENANT_ID))
                                .join(ORDER_FEES).on(ORDER_FEES.ORDER_ID.eq(first.ID), ORDER_FEES.TENANT_ID.eq(first.TENANT_ID))
                                .where(first.TENANT_ID.eq("globex"), first.TOTAL.in(Money.eur("2.50"), Money.eur("1.50")))
                                .orderBy(first.TOTAL.desc()),
                        jooq.select(max(ORDERS.TOTAL), inline(Money.eur("7.00"), ORDERS.TOTAL), val(Money.eur("8.00"), ORDERS.TOTAL))
                                .from(ORDERS)
                                .where(ORDERS.TOTAL.lt(inline(Money.eur("4.00"), ORDERS.TOTAL))));
            }
        }
        """;

    @TempDir
    static Path folder;

    private static ClassLoader loader;
    private static final Map<Setting, ShopStage> STAGES = new EnumMap<>(Setting.class);

    @BeforeAll
    static void build() {
        Built built = new Built(folder);
        built.generate("dev.keelson.codegen.shop.ShopMapping", "dev.keelson.codegen.shop.tables");
        built.write("usage.Use", USE);
        loader = built.compile();
        for (Setting setting : Setting.values()) {
            STAGES.put(setting, ShopStage.open(setting));
        }
    }

    @AfterAll
    static void close() {
        STAGES.values().forEach(ShopStage::close);
    }

    @SuppressWarnings("unchecked") // its source says so
    private static List<Asked> asked() {
        return ((Supplier<List<Asked>>) Built.made(loader, "usage.Use", Supplier.class)).get();
    }

    @SuppressWarnings("unchecked") // its source says so
    private static List<ResultQuery<?>> read(DSLContext jooq) {
        return ((Function<DSLContext, List<ResultQuery<?>>>) Built.made(loader, "usage.Use", Function.class))
                .apply(jooq);
    }

    @ParameterizedTest
    @EnumSource
    void conditions_over_them_find_what_those_over_properties_find_for_each_tenant(Setting setting) {
        Keelson keelson = STAGES.get(setting).keelson();
        assertThat(found(keelson, asked()))
                .isEqualTo("money[3, 6], id[2, 2], reference[3, 5], enum[3, 5], instant[3, 6], duration[1, 1], part[2,"
                        + " 3], several columns[1, 1], absent[3, 5], day[1, 1], optional[5, 7], hidden class[3,"
                        + " 5], too great[5, 8], part of a key[2, 3], a subclass's table[2, 3], common column[1,"
                        + " 1], one table[3, 3], of one class[1, 2], lines[2, 5]");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void so_do_those_over_arrays_and_json(Setting setting) {
        List<Asked> asked = Built.made(loader, "usage.Use", OnPostgres.class).onPostgres();

        assertThat(found(STAGES.get(setting).keelson(), asked))
                .isEqualTo("array[1, 1], arrays[4, 7], json[1, 1], another class of a hierarchy[2, 2]");
    }

    /** How many each tenant finds, which are the same in both ways. */
    private static String found(Keelson keelson, List<Asked> all) {
        List<String> found = new ArrayList<>();
        for (Asked asked : all) {
            List<Integer> counts = new ArrayList<>();
            for (String tenant : ShopStage.TENANTS) {
                try (SqlUnitOfWork work = keelson.begin(ShopStage.by(tenant))) {
                    List<Object> generated =
                            inOrder(work, asked.type()).where(asked.generated()).ids();
                    List<Object> property =
                            inOrder(work, asked.type()).where(asked.property()).ids();
                    assertThat(generated).as(tenant + ": " + asked.name()).isEqualTo(property);
                    counts.add(generated.size());
                }
            }
            found.add(asked.name() + counts);
        }
        return String.join(", ", found);
    }

    private static <A> AggregateQuery<A> inOrder(SqlUnitOfWork work, Class<A> type) {
        return work.query(type).orderBy(work.field(type, "id").asc());
    }

    @Test
    void a_condition_over_them_is_rendered_each_time_and_that_over_the_property_once() {
        Keelson keelson = STAGES.get(Setting.ONE_MESSAGE).keelson();
        Asked money = asked().get(0);
        try (SqlUnitOfWork work = keelson.begin(ShopStage.by("acme"))) {
            long before = texts(keelson);
            work.query(Order.class).where(money.generated()).count();
            long after = texts(keelson);
            work.query(Order.class).where(money.property()).count();

            assertThat(List.of(after - before, texts(keelson) - after)).isEqualTo(List.of(0L, 1L));
        }
    }

    private static long texts(Keelson keelson) {
        return keelson.statistics().caches().stream()
                .filter(cache -> cache.name().equals("queries"))
                .mapToLong(Statistics.Cache::texts)
                .sum();
    }

    @Test
    @SuppressWarnings("unchecked") // the column holds texts
    void what_is_encrypted_is_neither_compared_nor_read_past_the_unit_of_work() throws ReflectiveOperationException {
        Class<?> tables = loader.loadClass("dev.keelson.codegen.shop.tables.Tables");
        Table<?> customers = (Table<?>) tables.getField("CUSTOMERS").get(null);
        Field<String> secret = (Field<String>) Objects.requireNonNull(customers.field("secret"));
        ShopStage stage = STAGES.get(Setting.ONE_MESSAGE);

        try (SqlUnitOfWork work = stage.keelson().begin(ShopStage.by("acme"))) {
            assertThatThrownBy(() ->
                            work.query(Customer.class).where(secret.eq("none")).list())
                    .hasMessage(
                            "Cannot compare Customer.secret in a query: it is encrypted, and the same value is stored"
                                    + " otherwise each time. Store a hash of it in a property beside it, and compare"
                                    + " that.");
            assertThat(work.query(Customer.class).where(secret.isNotNull()).count())
                    .isEqualTo(2);
        }
        assertThatThrownBy(() -> DSL.using(stage.source(), SQLDialect.POSTGRES)
                        .select(secret)
                        .from(customers)
                        .fetch())
                .rootCause()
                .hasMessage("Cannot read Customer.secret past the unit of work: it is encrypted. Load the aggregate"
                        + " instead.");
    }

    @Test
    void jooq_reads_the_values_of_the_domain() {
        List<List<List<Object>>> read = new ArrayList<>();
        for (ResultQuery<?> query :
                read(DSL.using(STAGES.get(Setting.ONE_MESSAGE).source(), SQLDialect.POSTGRES))) {
            read.add(query.fetch().map(row -> Arrays.asList(row.intoArray())));
        }
        Instant at = Instant.parse("2026-11-27T15:00:00Z");
        assertThat(read)
                .isEqualTo(List.of(
                        List.of(Arrays.asList(
                                new OrderId(ShopStage.id(3)),
                                new CustomerId("c2"),
                                Status.OPEN,
                                Money.eur("3.50"),
                                at,
                                Duration.ofMinutes(3),
                                null,
                                new BigDecimal("3.000"),
                                "CROSS",
                                List.of("word 3"),
                                "acme")),
                        List.of(
                                List.of(Money.eur("2.50"), Money.eur("2.00"), Status.PAID, Money.eur("1.00")),
                                List.of(Money.eur("1.50"), Money.eur("1.00"), Status.PAID, Money.eur("1.00"))),
                        List.of(List.of(Money.eur("3.50"), Money.eur("7.00"), Money.eur("8.00")))));
    }
}
