package dev.keelson.work.query;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Ref;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.values.Ciphers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Aggregates are asked for by their properties, with values of the domain. */
class PropertiesTest {

    record OrderId(long value) {}

    record CustomerId(String value) {}

    record Money(BigDecimal amount, String currency) implements Comparable<Money> {
        static Money eur(String amount) {
            return new Money(new BigDecimal(amount).setScale(2), "EUR");
        }

        @Override
        public int compareTo(Money other) {
            return amount.compareTo(other.amount);
        }
    }

    record Address(String street, @Nullable String door, String city) {}

    record Span(@Nullable Integer least, @Nullable Integer most) {}

    enum Status {
        OPEN,
        PAID,
        SENT
    }

    enum Size {
        SMALL,
        LARGE
    }

    static final class Customer {
        private final CustomerId id;
        private String name;

        Customer(CustomerId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Line {
        private final long id;
        private String product;
        private int quantity;
        private final List<String> marks = new ArrayList<>();

        Line(long id, String product, int quantity) {
            this.id = id;
            this.product = product;
            this.quantity = quantity;
        }

        private Line marked(String... more) {
            marks.addAll(List.of(more));
            return this;
        }
    }

    static final class Node {
        private final long id;
        private String text;
        private final List<Node> below = new ArrayList<>();

        Node(long id, String text, Node... below) {
            this.id = id;
            this.text = text;
            this.below.addAll(List.of(below));
        }

        Node(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Seal {
        private final long id;
        private String text;

        Seal(long id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Order {
        private final OrderId id;
        private Money total = Money.eur("0");
        private @Nullable Address shipTo;
        private Span span = new Span(null, null);
        private Status status = Status.OPEN;
        private Size size = Size.SMALL;
        private @Nullable Duration takes;
        private Duration pause = Duration.ofMinutes(1);
        private Locale language = Locale.GERMAN;
        private String secret = "s";
        private int[] rooms = {};
        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        private @Nullable Ref<Customer> customer;
        private final List<Line> lines = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final Map<String, Integer> points = new LinkedHashMap<>();
        private final List<Node> nodes = new ArrayList<>();
        private @Nullable Seal seal;

        Order(OrderId id) {
            this.id = id;
        }
    }

    private static final Map<Setting, PolicyStage> STAGES = new LinkedHashMap<>();

    private static KeelsonBuilder mapped(Setting setting) {
        return Keelson.builder()
                .map(Customer.class)
                .map(
                        Order.class,
                        order -> (setting == Setting.H2 ? order.ignore("rooms") : order)
                                .property(
                                        "takes",
                                        p -> p.converter(ScalarConverter.of(
                                                Duration.class,
                                                ColumnType.bigint(),
                                                Duration::toSeconds,
                                                seconds -> Duration.ofSeconds(((Number) seconds).longValue()))))
                                .property("secret", p -> p.encrypted(Ciphers.any()))
                                .property(
                                        "size",
                                        p -> p.converter(ScalarConverter.of(
                                                Size.class,
                                                ColumnType.smallint(),
                                                size -> (short) size.ordinal(),
                                                number -> Size.values()[((Number) number).intValue()])))
                                .property("metadata", p -> p.json())
                                .part("seal", seal -> seal.table("seals")));
    }

    @BeforeAll
    static void create() {
        for (Setting setting : Setting.values()) {
            PolicyStage stage = PolicyStage.open(setting, mapped(setting));
            STAGES.put(setting, stage);
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                Customer ada = work.add(new Customer(new CustomerId("ada"), "Ada"));
                Customer bob = work.add(new Customer(new CustomerId("bob"), "Bob"));
                Order one = new Order(new OrderId(1));
                one.total = Money.eur("500");
                one.shipTo = new Address("High Street", null, "Oslo");
                one.status = Status.PAID;
                one.size = Size.LARGE;
                one.takes = Duration.ofHours(2);
                one.language = Locale.FRENCH;
                one.rooms = new int[] {1, 2, 3};
                one.metadata.put("none", null);
                one.metadata.putAll(Map.of("utm", Map.of("source", "mail", "clicks", 3), "gift", true));
                one.customer = Ref.of(ada.id, ada);
                one.lines.addAll(
                        List.of(new Line(11, "pen", 5).marked("red", "cheap"), new Line(12, "ink", 1).marked("black")));
                one.tags.addAll(List.of("new", "vip"));
                one.points.putAll(Map.of("a", 1, "b", 7));
                one.nodes.add(new Node(13, "top", new Node(14, "below")));
                one.seal = new Seal(15, "wax");
                Order two = new Order(new OrderId(2));
                two.total = new Money(new BigDecimal("500.00"), "USD");
                two.shipTo = new Address("Low Street", "3", "Oslo");
                two.lines.add(new Line(21, "pen", 1));
                two.metadata.putAll(Map.of("utm", Map.of("source", 3)));
                two.customer = Ref.of(bob.id, bob);
                two.nodes.add(new Node(23, "below"));
                Order three = new Order(new OrderId(3));
                three.total = Money.eur("900");
                three.status = Status.SENT;
                three.takes = Duration.ofMinutes(5);
                three.rooms = new int[] {3};
                three.tags.add("new");
                work.add(one);
                work.add(two);
                work.add(three);
            });
        }
    }

    @AfterAll
    static void drop() {
        STAGES.values().forEach(PolicyStage::close);
    }

    private static SqlUnitOfWork begin(Setting setting) {
        return STAGES.get(setting).keelson().begin(by("eve", PolicyStage.LATER));
    }

    private static List<Long> found(Setting setting, Function<Fields, Condition> asked) {
        try (SqlUnitOfWork work = begin(setting)) {
            return work
                    .query(Order.class)
                    .where(asked)
                    .orderBy(work.<OrderId>field(Order.class, "id").asc())
                    .list()
                    .stream()
                    .map(order -> order.id.value())
                    .toList();
        }
    }

    private static void finds(Setting setting, Function<Fields, Condition> asked, Long... ids) {
        assertThat(found(setting, asked)).containsExactly(ids);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void by_values_of_one_column(Setting setting) {
        finds(setting, order -> order.field("id").eq(new OrderId(2)), 2L);
        finds(setting, order -> order.field("id").in(new OrderId(3), new OrderId(1)), 1L, 3L);
        finds(setting, order -> order.field("id").in());
        finds(setting, order -> order.field("id").gt(new OrderId(1)), 2L, 3L);
        finds(setting, order -> order.field("status").eq(Status.PAID), 1L);
        finds(setting, order -> order.field("status").ne(Status.PAID), 2L, 3L);
        finds(setting, order -> order.field("size").ge(Size.LARGE), 1L);
        finds(setting, order -> order.field("takes").gt(Duration.ofMinutes(10)), 1L);
        finds(setting, order -> order.field("takes").between(Duration.ofMinutes(5), Duration.ofHours(2)), 1L, 3L);
        finds(setting, order -> order.field("takes").isNull(), 2L);
        finds(setting, order -> order.field("takes").isNotNull(), 1L, 3L);
        finds(setting, order -> order.field("pause").eq(Duration.ofSeconds(60)), 1L, 2L, 3L);
        finds(setting, order -> order.field("language").eq(Locale.FRENCH), 1L);
        finds(setting, order -> order.field("shipTo.city").eq("Oslo"), 1L, 2L);
        finds(setting, order -> order.<String>field("shipTo.street").field().like("H%"), 1L);
        finds(setting, order -> order.field("total.amount").lt(new BigDecimal("900")), 1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void by_values_of_several_columns(Setting setting) {
        finds(setting, order -> order.field("total").eq(Money.eur("500")), 1L);
        finds(setting, order -> order.field("total").ne(Money.eur("500")), 2L, 3L);
        finds(setting, order -> order.field("total").in(Money.eur("500"), Money.eur("900")), 1L, 3L);
        finds(setting, order -> order.field("total").gt(Money.eur("500")), 2L, 3L);
        finds(setting, order -> order.field("total").le(Money.eur("500")), 1L);
        finds(setting, order -> order.field("shipTo").eq(new Address("High Street", null, "Oslo")), 1L);
        finds(setting, order -> order.field("shipTo").ne(new Address("High Street", null, "Oslo")), 2L);
        finds(setting, order -> order.field("shipTo").isNull(), 3L);
        finds(setting, order -> order.field("shipTo").isNotNull(), 1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_is_there_differs_for_certain_and_what_is_absent_is_found_by_neither_a_comparison_nor_its_not(
            Setting setting) {
        Address inHouse = new Address("High Street", "3", "Oslo");
        finds(setting, order -> DSL.not(order.field("shipTo").eq(inHouse)), 1L, 2L);
        finds(setting, order -> DSL.not(order.field("shipTo").ne(inHouse)));
        finds(setting, order -> DSL.not(order.field("shipTo").in(inHouse)), 1L, 2L);
        finds(setting, order -> DSL.not(order.field("takes").ne(Duration.ofHours(2))), 1L);
        finds(setting, order -> order.field("span").isNull());
        finds(setting, order -> order.field("span").ne(new Span(1, null)), 1L, 2L, 3L);
        finds(
                setting,
                order -> order.all(
                        "tags",
                        tag -> order.any("lines", line -> line.field("quantity").eq(5))),
                1L,
                2L);
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void the_null_of_json_is_found_by_neither_a_comparison_nor_its_not(Setting setting) {
        finds(setting, order -> order.field("metadata.none").isNull(), 1L, 2L, 3L);
        finds(setting, order -> DSL.not(order.field("metadata.none").eq("x")));
        finds(setting, order -> DSL.not(order.field("metadata.none").ne("x")));
        finds(setting, order -> DSL.not(order.field("metadata.none").in("x", 3)));
        finds(setting, order -> DSL.not(order.field("metadata.none").gt(3)));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void by_elements(Setting setting) {
        finds(
                setting,
                order -> order.any("lines", line -> line.field("quantity").gt(1)),
                1L);
        finds(
                setting,
                order -> order.all("lines", line -> line.field("quantity").eq(1)),
                2L,
                3L);
        finds(
                setting,
                order -> order.none("lines", line -> line.field("product").eq("ink")),
                2L,
                3L);
        finds(setting, order -> order.size("lines").ge(1), 1L, 2L);
        finds(setting, order -> order.size("lines").eq(0), 3L);
        finds(
                setting,
                order -> order.any(
                        "lines",
                        line -> line.field("product")
                                .eq("pen")
                                .and(line.any("marks", mark -> mark.value().eq("red")))),
                1L);
        finds(setting, order -> order.any("tags", tag -> tag.value().eq("new")), 1L, 3L);
        finds(
                setting,
                order -> order.any(
                        "points", point -> point.key().eq("b").and(point.value().gt(5))),
                1L);
        finds(setting, order -> order.any("nodes", node -> node.field("text").eq("below")), 2L);
        finds(
                setting,
                order -> order.any(
                        "nodes",
                        node -> node.any("below", below -> below.field("text").eq("below"))),
                1L);
        finds(setting, order -> order.any("seal", seal -> seal.field("text").eq("wax")), 1L);
        finds(setting, order -> order.none("seal", seal -> seal.field("text").eq("wax")), 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void by_what_they_refer_to(Setting setting) {
        finds(
                setting,
                order -> order.at("customer", customer -> customer.field("name").eq("Ada")),
                1L);
        finds(setting, order -> order.field("customer").eq(new CustomerId("bob")), 2L);
        finds(setting, order -> order.field("customer").eq(Ref.of(new CustomerId("bob"))), 2L);
        finds(setting, order -> order.field("customer").isNull(), 3L);
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void by_arrays(Setting setting) {
        finds(setting, order -> order.field("rooms").contains(1, 3), 1L);
        finds(setting, order -> order.field("rooms").any(1, 3), 1L, 3L);
        finds(setting, order -> order.field("rooms").contains(9));
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE_MESSAGE", "PLAIN_STATEMENTS"})
    void inside_of_json(Setting setting) {
        finds(setting, order -> order.field("metadata.utm.source").eq("mail"), 1L);
        finds(setting, order -> order.field("metadata.utm.source").eq(3), 2L);
        finds(setting, order -> order.field("metadata.utm.clicks").ge(3), 1L);
        finds(setting, order -> order.field("metadata.utm.clicks").isNull(), 2L, 3L);
        finds(setting, order -> order.field("metadata.gift").eq(true), 1L);
    }

    record CustomerKey(String value) {}

    record Tags(java.util.Set<String> values) {}

    record Fee(BigDecimal amount, String currency) {}

    enum Grade {
        ZED,
        ALPHA
    }

    record Client(CustomerKey id, String name) {}

    record Bill(long id, CustomerKey client, Tags tags, Fee fee, Grade grade) {}

    @ParameterizedTest
    @EnumSource(Setting.class)
    void by_what_is_referred_to_by_its_identifier_and_by_what_wraps_a_collection(Setting setting) {
        KeelsonBuilder bills = Keelson.builder()
                .map(Client.class)
                .map(
                        Bill.class,
                        bill -> bill.property("client", client -> client.references(Client.class))
                                .property("fee.amount", amount -> amount.type(ColumnType.numeric(10, 2)))
                                .property("fee.currency", currency -> currency.type(ColumnType.varchar(3)))
                                .property("grade", grade -> {
                                    if (setting != Setting.H2) {
                                        grade.nativeEnum();
                                    }
                                }));
        try (PolicyStage stage = PolicyStage.open(setting, bills)) {
            Client ada = new Client(new CustomerKey("ada"), "Ada");
            Client bob = new Client(new CustomerKey("bob"), "Bob");
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                work.add(ada);
                work.add(bob);
                work.add(new Bill(
                        1, ada.id, new Tags(java.util.Set.of("x")), new Fee(new BigDecimal("1"), "EUR"), Grade.ZED));
                work.add(new Bill(
                        2, bob.id, new Tags(java.util.Set.of("y")), new Fee(new BigDecimal("2"), "EUR"), Grade.ALPHA));
            });
            Map<Function<Fields, Condition>, List<Long>> expected = new LinkedHashMap<>();
            expected.put(
                    bill -> bill.at("client", client -> client.field("name").eq("Ada")), List.of(1L));
            expected.put(bill -> bill.field("client").eq(Ref.of(bob.id)), List.of(2L));
            expected.put(bill -> bill.field("client").eq(bob), List.of(2L));
            expected.put(bill -> bill.field("client").in(bob.id, ada.id), List.of(1L, 2L));
            expected.put(bill -> bill.any("tags", tag -> tag.value().eq("x")), List.of(1L));
            expected.put(bill -> bill.none("tags.values", tag -> tag.value().eq("x")), List.of(2L));
            expected.put(bill -> bill.field("fee").eq(new Fee(new BigDecimal("1"), "EURO")), List.of());
            expected.put(bill -> bill.field("fee").ne(new Fee(new BigDecimal("1.001"), "EUR")), List.of(1L, 2L));
            expected.put(
                    bill -> bill.field("fee").in(new Fee(BigDecimal.ONE, "EURO"), new Fee(new BigDecimal("2"), "EUR")),
                    List.of(2L));
            if (setting != Setting.H2) {
                expected.put(bill -> bill.field("grade").lt(Grade.ALPHA), List.of(1L));
            }
            List<Object> many = new ArrayList<>();
            for (long id = 2; id < 70_000; id++) {
                many.add(id);
            }
            expected.put(
                    bill -> bill.field("id").in(setting == Setting.ONE_MESSAGE ? many : many.subList(0, 200)),
                    List.of(2L));
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
                expected.forEach((asked, ids) -> assertThat(work.query(Bill.class)
                                .where(asked)
                                .orderBy(work.field(Bill.class, "id").asc())
                                .list())
                        .extracting(Bill::id)
                        .isEqualTo(ids));
                for (Function<Fields, Condition> whole : List.<Function<Fields, Condition>>of(
                        bill -> bill.field("tags").eq(new Tags(java.util.Set.of("x"))),
                        bill -> bill.field("tags").ne(new Tags(java.util.Set.of("x"))),
                        bill -> bill.field("tags").isNull(),
                        bill -> bill.any("tags", tag -> null))) {
                    assertThatThrownBy(() -> work.query(Bill.class).where(whole).list())
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_cannot_be_compared_is_refused_by_name(Setting setting) {
        refuses(setting, order -> order.field("secret").eq("s"), "Cannot compare Order.secret: it is encrypted");
        refuses(setting, order -> order.field("totl").eq(1), "Order has no property 'totl'; did you mean 'total'?");
        refuses(
                setting,
                order -> order.field("lines.product").eq("pen"),
                "any(\"lines\", one -> one.field(\"product\")...)");
        refuses(
                setting,
                order -> order.field("customer.name").eq("Ada"),
                "at(\"customer\", other -> other.field(\"name\")...)");
        refuses(setting, order -> order.field("lines").isNull(), "Order.lines lies in rows of its own");
        refuses(setting, order -> order.any("total", one -> one.field("amount").eq(1)), "field(\"total\").eq(...)");
        refuses(
                setting,
                order -> order.field("status").gt(Status.OPEN),
                "not stored in the order in which they are declared");
        refuses(
                setting,
                order -> order.field("pause").gt(Duration.ZERO),
                "it is stored as text, whose order is another");
        refuses(
                setting,
                order -> order.field("language").gt(Locale.GERMAN),
                "the class has none, as it is not Comparable");
        refuses(setting, order -> order.field("total").eq(null), "Ask isNull() or isNotNull()");
        refuses(setting, order -> order.field("status").contains("x"), "it is neither an array nor a range");
        refuses(setting, order -> order.any("tags", tag -> tag.field("x").eq(1)), "value().eq(...)");
        refuses(setting, order -> order.any("tags", tag -> tag.key().eq(1)), "it is no map");
    }

    private static void refuses(Setting setting, Function<Fields, Condition> asked, String told) {
        assertThatThrownBy(() -> found(setting, asked))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    @SuppressWarnings({"unchecked", "rawtypes"}) // as who knows jOOQ's fields alone
    void fields_of_the_table_take_the_domains_values_in_each_form(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            for (Field field : List.of(
                    work.table(Order.class).field("takes"),
                    work.table(Order.class).field("takes", Duration.class),
                    work.table(Order.class).field("takes", Long.class))) {
                assertThat(work.query(Order.class)
                                .where(field.gt(Duration.ofMinutes(10)))
                                .count())
                        .as(field.toString())
                        .isOne();
            }
            Field status = work.table(Order.class).field("status");
            assertThat(work.query(Order.class).where(status.eq(Status.PAID)).count())
                    .isOne();
            assertThat(work.query(Order.class).where(status.eq("PAID")).count()).isOne();
            Field language = work.table(Order.class).field("language");
            assertThat(work.query(Order.class).where(language.eq(Locale.FRENCH)).count())
                    .isOne();
            Field secret = work.table(Order.class).field("secret");
            assertThatThrownBy(
                            () -> work.query(Order.class).where(secret.eq("s")).count())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it is encrypted");
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void sorted_by_properties(Setting setting) {
        try (SqlUnitOfWork work = begin(setting)) {
            assertThat(work.query(Order.class)
                            .orderBy(
                                    work.field(Order.class, "total.currency").desc(),
                                    work.field(Order.class, "total").desc())
                            .list())
                    .extracting(order -> order.id.value())
                    .containsExactly(2L, 3L, 1L);
            assertThat(work.query(Order.class)
                            .orderBy(work.field(Order.class, "takes").asc().nullsFirst())
                            .list())
                    .extracting(order -> order.id.value())
                    .containsExactly(2L, 3L, 1L);
        }
    }
}
