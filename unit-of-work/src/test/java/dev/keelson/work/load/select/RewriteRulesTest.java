package dev.keelson.work.load.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.Path;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.coverage.Coverage;
import dev.keelson.work.coverage.Forgetting;
import dev.keelson.work.database.Query;
import dev.keelson.work.hydrate.Dehydrator;
import dev.keelson.work.hydrate.Hydrator;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.projection.Projections;
import dev.keelson.work.query.Fields;
import dev.keelson.work.query.Questions;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.TemplateCaches;
import dev.keelson.work.tables.RestrictedTables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where any one of the restrictions were forgotten that Keelson writes into its statements, the checker would tell. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RewriteRulesTest {

    private static final WorkContext ACME = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    static final class Customer {
        final UUID id;
        String name = "";
        Refs<Order> orders = Refs.none();

        Customer(UUID id) {
            this.id = id;
        }
    }

    record Discount(int number, int percent) {}

    static final class Line {
        final UUID id;
        int quantity;
        final List<Discount> discounts = new ArrayList<>();

        Line(UUID id) {
            this.id = id;
        }
    }

    record Seal(String text) {}

    static final class Step {
        final UUID id;
        final List<Step> then = new ArrayList<>();

        Step(UUID id) {
            this.id = id;
        }
    }

    static final class Order {
        final UUID id;
        final Ref<Customer> customer;
        final List<Line> lines = new ArrayList<>();
        final List<Step> steps = new ArrayList<>();
        final List<String> tags = new ArrayList<>();

        @Nullable
        Seal seal;

        Order(UUID id, Ref<Customer> customer) {
            this.id = id;
            this.customer = customer;
        }
    }

    abstract static sealed class Payment permits Card, Iban {
        final UUID id;
        final Ref<Order> order;

        Payment(UUID id, Ref<Order> order) {
            this.id = id;
            this.order = order;
        }
    }

    static final class Card extends Payment {
        String number = "";

        Card(UUID id, Ref<Order> order) {
            super(id, order);
        }
    }

    static final class Iban extends Payment {
        String bank = "";

        Iban(UUID id, Ref<Order> order) {
            super(id, order);
        }
    }

    abstract static sealed class Item permits Wood, Stone {
        final UUID id;
        String label = "";
        final List<String> marks = new ArrayList<>();

        Item(UUID id) {
            this.id = id;
        }
    }

    static final class Wood extends Item {
        Wood(UUID id) {
            super(id);
        }
    }

    static final class Stone extends Item {
        Stone(UUID id) {
            super(id);
        }
    }

    private static KeelsonBuilder mappings() {
        return Keelson.builder()
                .policy(Tenancy.byColumn("tenant_id"))
                .policy(SoftDelete.columns("deleted_at", "deleted_by"))
                .map(Customer.class, customer -> customer.refs("orders", orders -> orders.inverseOf("customer")))
                .map(Order.class, order -> order.part("seal", seal -> {}).children("steps", steps -> steps.recursive()))
                .map(Payment.class, payment -> payment.inheritance(Inheritance.JOINED))
                .map(Item.class, item -> item.inheritance(Inheritance.TABLE_PER_CLASS));
    }

    private final Store store = Store.of(ACME, RewriteRulesTest::mappings);
    private final DomainModel model = store.keelson().model();
    private final Policies policies = new Policies(
            List.of(Tenancy.byColumn("tenant_id"), SoftDelete.columns("deleted_at", "deleted_by")), model.aggregates());
    private final StatementProfile profile = StatementProfile.POSTGRES;
    private final Coverage coverage = Coverage.of(policies, profile.dialect());
    private final Moment moment = new Moment(ACME);
    private final Questions questions = new Questions(model, policies, profile, new Dehydrator());
    private final TemplateCaches caches = new TemplateCaches(100);
    private final QueryStatements statements = new QueryStatements(policies, profile, caches);
    private final Projections projections = new Projections(questions, new Hydrator(), caches);
    private int restrictions;

    @AfterAll
    void closes() {
        store.close();
    }

    private Roots roots(Class<?> type) {
        List<AggregateModel> members = model.aggregates().stream()
                .filter(one -> type.isAssignableFrom(one.type()) || one.type().isAssignableFrom(type))
                .toList();
        return new Roots(type, members);
    }

    private void everyRestrictionIsNeeded(String what, QueryPart statement, Visibility visibility) {
        Forgetting.Report report = Forgetting.report(coverage, statement, moment, visibility);
        assertThat(report.whole()).as(what).isNull();
        assertThat(report.told()).as(what + ": " + statement).isEqualTo(report.restrictions());
        restrictions += report.restrictions();
    }

    private void atLeast(int expected) {
        assertThat(restrictions).isGreaterThanOrEqualTo(expected);
    }

    @Test
    void loads_by_key() {
        for (Class<?> type : List.of(Customer.class, Order.class, Payment.class, Item.class)) {
            for (Visibility visibility : List.of(Visibility.VISIBLE, Visibility.ALL)) {
                LoadPlan plan = new LoadPlan(roots(type).members(), new ScopedTables(policies, visibility), profile);
                everyRestrictionIsNeeded(
                        "load " + type.getSimpleName() + " " + visibility,
                        plan.branches()
                                .ofKeys((from, scoped, member, columns) -> from.where(scoped), ScopeValue::new, true),
                        visibility);
            }
        }
        atLeast(30);
    }

    /** Plain SQL that reads nothing keeps a condition from being rendered once for its shape, so that its statement can be looked at. */
    private static final Condition AS_IT_IS = DSL.condition("1 = 1");

    private record Question(Class<?> type, Function<Fields, Condition> asked) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(Order.class, order -> AS_IT_IS),
            new Question(
                    Order.class,
                    order -> order.any("lines", line -> line.field("quantity").gt(3))),
            new Question(
                    Order.class,
                    order -> order.any(
                            "lines",
                            line -> line.any(
                                    "discounts",
                                    discount -> discount.field("percent").gt(3)))),
            new Question(
                    Order.class,
                    order -> order.all("lines", line -> line.field("quantity").gt(3))),
            new Question(
                    Order.class, order -> order.none("tags", tag -> tag.value().eq("vip"))),
            new Question(Order.class, order -> order.size("lines").gt(3)),
            new Question(
                    Order.class,
                    order -> order.any("seal", seal -> seal.field("text").eq("wax"))),
            new Question(Order.class, order -> order.any("steps", step -> step.any("then", next -> AS_IT_IS))),
            new Question(
                    Order.class,
                    order -> order.at("customer", other -> other.field("name").eq("Ada"))),
            new Question(
                    Customer.class,
                    customer -> customer.any(
                            "orders",
                            order -> order.any(
                                    "lines", line -> line.field("quantity").gt(3)))),
            new Question(
                    Payment.class,
                    payment -> payment.at(
                            "order",
                            order -> order.at(
                                    "customer",
                                    customer -> customer.field("name").eq("Ada")))),
            new Question(
                    Item.class, item -> item.any("marks", mark -> mark.value().eq("A"))));

    private static QueryPart made(Query query) {
        assertThat(query).isInstanceOf(Query.OfJooq.class);
        return ((Query.OfJooq) query).select();
    }

    @Test
    void queries_of_every_kind() {
        for (Question question : QUESTIONS) {
            Roots roots = roots(question.type());
            Condition condition = question.asked()
                    .apply(questions.of(roots, Visibility.VISIBLE))
                    .and(AS_IT_IS);
            for (Integer limit : Boolean.getBoolean("keelson.soak") ? new Integer[] {null, 5} : new Integer[] {5}) {
                RowQuery query = new RowQuery(roots, condition, List.of(), limit);
                String what = "query " + question.type().getSimpleName() + " by " + condition;
                LoadPlan plan = new LoadPlan(roots.members(), policies, profile);
                everyRestrictionIsNeeded(what, made(statements.rows(query, plan, moment)), Visibility.VISIBLE);
                everyRestrictionIsNeeded(
                        what, made(statements.keys(query, null, Visibility.VISIBLE, moment)), Visibility.VISIBLE);
                everyRestrictionIsNeeded(
                        what, made(statements.count(query, Visibility.VISIBLE, moment)), Visibility.VISIBLE);
                everyRestrictionIsNeeded(
                        what, made(statements.exists(query, Visibility.VISIBLE, moment)), Visibility.VISIBLE);
            }
        }
        atLeast(300);
    }

    record OrderRow(
            UUID id,
            @Path("customer.name") String who,
            @Path("lines.size") int lines,
            @Path("seal.text") String seal) {}

    record PaymentRow(
            @Path("order.customer.name") String who,
            @Path("order.seal.text") String seal) {}

    record ItemRow(String label, @Path("marks.size") int marks) {}

    @Test
    void projections() {
        for (Class<?> row : List.of(OrderRow.class, PaymentRow.class, ItemRow.class)) {
            Roots roots =
                    roots(row == OrderRow.class ? Order.class : row == PaymentRow.class ? Payment.class : Item.class);
            RowQuery query = new RowQuery(roots, AS_IT_IS, List.of(), null);
            everyRestrictionIsNeeded(
                    "as " + row.getSimpleName(),
                    made(statements.columns(
                            query,
                            projections.of(roots, row, Visibility.VISIBLE).selected(),
                            Visibility.VISIBLE,
                            moment)),
                    Visibility.VISIBLE);
        }
        atLeast(20);
    }

    @Test
    void tables_in_statements_of_ones_own() {
        RestrictedTables tables = new RestrictedTables(model, policies, profile);
        ScopedTables seen = tables.seen(Visibility.VISIBLE, true);
        Table<Record> orders = tables.ofRoots(roots(Order.class), seen);
        Table<Record> lines = tables.ofParts(roots(Order.class), "lines", seen);
        Table<Record> discounts = tables.ofParts(roots(Order.class), "lines.discounts", seen);
        Table<Record> customers = tables.ofRoots(roots(Customer.class), seen).as("c");
        Table<Record> payments = tables.ofRoots(roots(Payment.class), seen);
        Table<Record> items = tables.ofRoots(roots(Item.class), seen);
        Field<UUID> id = orders.field("id", UUID.class);
        List<QueryPart> all = List.of(
                select(id).from(orders),
                select(id).from(orders.as("o1"), orders.as("o2")),
                select(count())
                        .from(orders)
                        .join(lines)
                        .on(lines.field("order_id", UUID.class).eq(id)),
                select(count())
                        .from(orders)
                        .leftJoin(lines)
                        .on(DSL.trueCondition())
                        .fullJoin(customers)
                        .on(AS_IT_IS),
                select(id).from(orders).where(exists(selectOne().from(discounts))),
                select(
                                id,
                                multiset(DSL.selectFrom(lines)),
                                DSL.field(selectCount().from(payments)))
                        .from(orders),
                select(id)
                        .from(orders)
                        .unionAll(DSL.select(items.field("id", UUID.class)).from(items)),
                DSL.with(name("x").as(select(id).from(orders))).select(count()).from(name("x")),
                select(count())
                        .from(DSL.select(customers.fields()).from(customers).asTable("inner")));
        all.forEach(statement -> everyRestrictionIsNeeded("sql " + statement, statement, Visibility.VISIBLE));
        atLeast(40);
    }
}
