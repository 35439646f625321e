package dev.keelson.work.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.CommitReceipt;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conformance: columns that the database fills, by a default, an expression or a trigger, are read back with the write. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class FilledColumnsTest {

    static final class Line {
        private final UUID id;
        private int quantity;
        private @Nullable Integer priority;
        private @Nullable Integer doubled;

        Line(UUID id, int quantity) {
            this.id = id;
            this.quantity = quantity;
        }
    }

    static final class Label {
        private String text = "";
        private @Nullable String lang;
        private @Nullable String shout;
    }

    static final class Ticket {
        private final UUID id;
        private String title;
        private @Nullable String state;
        private @Nullable String hint;
        private Optional<Integer> length = Optional.empty();
        private @Nullable Integer touched;
        private Label label = new Label();
        private final List<Line> lines = new ArrayList<>();

        Ticket(UUID id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    record Recipe(
            UUID id,
            String title,
            @Nullable Integer size,
            @Nullable String state) {

        Recipe retitled(String next) {
            return new Recipe(id, next, size, state);
        }
    }

    abstract static class Asset {
        final UUID id;
        String name = "asset";

        @Nullable
        Integer nameLength;

        Asset(UUID id) {
            this.id = id;
        }
    }

    static final class Car extends Asset {
        int power;

        @Nullable
        String grade;

        @Nullable
        Integer tenfold;

        Car(UUID id) {
            super(id);
        }
    }

    static final class Boat extends Asset {
        int sails;

        Boat(UUID id) {
            super(id);
        }
    }

    record Stamp(String text, @Nullable String lang) {}

    record Entry(UUID id, int number, @Nullable Integer doubled) {}

    /** Mutable, but of parts that are not. */
    static final class Book {
        private final UUID id;
        private String title = "";
        private Stamp stamp = new Stamp("", null);
        private final List<Entry> entries = new ArrayList<>();

        Book(UUID id) {
            this.id = id;
        }
    }

    private static final List<String> FILLING = List.of(
            "alter table tickets alter state set default 'open', alter hint set default 'none',"
                    + " drop column length, add length integer generated always as (length(title)) stored,"
                    + " alter label_lang set default 'en',"
                    + " drop column label_shout, add label_shout text generated always as (upper(label_text)) stored",
            "create function touch() returns trigger language plpgsql as 'begin new.touched := coalesce(old.touched, 0)"
                    + " + 1; return new; end'",
            "create trigger touch before insert or update on tickets for each row execute function touch()",
            "alter table ticket_lines alter priority set default 5,"
                    + " drop column doubled, add doubled integer generated always as (quantity * 2) stored",
            "alter table recipes alter state set default 'draft',"
                    + " drop column size, add size integer generated always as (length(title)) stored",
            "alter table assets drop column name_length,"
                    + " add name_length integer generated always as (length(name)) stored",
            "alter table cars alter grade set default 'B',"
                    + " drop column tenfold, add tenfold integer generated always as (power * 10) stored",
            "alter table books alter stamp_lang set default 'en'",
            "alter table book_entries drop column doubled,"
                    + " add doubled integer generated always as (number * 2) stored");

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Ticket.class,
                        ticket -> ticket.property("state", p -> p.required().databaseDefault())
                                .property("hint", p -> p.databaseDefault())
                                .property("length", p -> p.generated())
                                .property("touched", p -> p.generated())
                                .property("label.lang", p -> p.databaseDefault())
                                .property("label.shout", p -> p.generated())
                                .children(
                                        "lines",
                                        lines -> lines.property(
                                                        "priority",
                                                        p -> p.required().databaseDefault())
                                                .property("doubled", p -> p.generated())))
                .map(
                        Recipe.class,
                        recipe ->
                                recipe.property("size", p -> p.generated()).property("state", p -> p.databaseDefault()))
                .map(
                        Asset.class,
                        asset -> asset.inheritance(Inheritance.JOINED)
                                .subtypes(Car.class, Boat.class)
                                .property("nameLength", p -> p.generated())
                                .subtype(
                                        Car.class,
                                        car -> car.property("grade", p -> p.databaseDefault())
                                                .property("tenfold", p -> p.generated())))
                .map(
                        Book.class,
                        book -> book.property("stamp.lang", p -> p.databaseDefault())
                                .children("entries", entries -> entries.property("doubled", p -> p.generated())));
    }

    private static List<String> ddl(KeelsonBuilder mapping, String like) {
        List<String> ddl = new ArrayList<>(mapping.schema().statements());
        FILLING.stream().filter(statement -> statement.matches(like)).forEach(ddl::add);
        return ddl;
    }

    @BeforeAll
    static void create() {
        store = Store.of(FilledColumnsTest::mapped, ddl(mapped(), ".*"));
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.database().execute("truncate tickets, ticket_lines, recipes, assets, cars, books, book_entries cascade");
        store.wire().disarm();
    }

    private static Ticket ticket(String title, int lines) {
        Ticket ticket = new Ticket(UUID.randomUUID(), title);
        ticket.label.text = title;
        IntStream.range(0, lines).forEach(i -> ticket.lines.add(new Line(UUID.randomUUID(), i)));
        return ticket;
    }

    private static List<@Nullable Object> state(Ticket ticket) {
        List<@Nullable Object> state = new ArrayList<>(Arrays.asList(
                ticket.title,
                ticket.state,
                ticket.hint,
                ticket.length.orElse(null),
                ticket.touched,
                ticket.label.text,
                ticket.label.lang,
                ticket.label.shout));
        ticket.lines.forEach(line -> state.add(Arrays.asList(line.quantity, line.priority, line.doubled)));
        return state;
    }

    /** Commits in a single round trip; then memory is what a fresh load finds, and a second commit sends nothing. */
    private static void commit(SqlUnitOfWork work, Ticket... expected) {
        store.wire().reset();
        work.commit();
        assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
        for (Ticket ticket : expected) {
            assertThat(work.get(Ticket.class, ticket.id)).isSameAs(ticket);
        }
        assertThat(work.plan()).hasToString("nothing to commit");
        List<String> statements = store.wire().statements();
        work.commit();
        assertThat(store.wire().statements()).isEqualTo(statements);
        try (SqlUnitOfWork fresh = store.keelson().begin(Store.CONTEXT)) {
            for (Ticket ticket : expected) {
                assertThat(state(fresh.get(Ticket.class, ticket.id))).isEqualTo(state(ticket));
            }
        }
    }

    @Test
    void what_is_not_there_is_filled_in_the_same_round_trip_and_set() { // 115, 116
        Ticket ticket = ticket("new", 0);
        try (SqlUnitOfWork work = store.begin()) {
            work.add(ticket);
            commit(work, ticket);
        }
        assertThat(state(ticket)).containsExactly("new", "open", "none", 3, 1, "new", "en", "NEW");
    }

    @Test
    void a_value_that_is_there_goes_before_the_default() { // 115
        Ticket ticket = ticket("new", 1);
        ticket.state = "closed";
        ticket.hint = "";
        ticket.label.lang = "de";
        ticket.lines.get(0).priority = 0;
        try (SqlUnitOfWork work = store.begin()) {
            work.add(ticket);
            commit(work, ticket);
        }
        assertThat(state(ticket))
                .containsExactly("new", "closed", "", 3, 1, "new", "de", "NEW", Arrays.asList(0, 0, 0));
    }

    @Test
    void a_default_is_for_new_objects_only() { // 115
        Ticket ticket = ticket("new", 1);
        try (SqlUnitOfWork work = store.begin()) {
            work.add(ticket);
            work.commit();
            ticket.hint = null;
            ticket.label.lang = null;
            commit(work, ticket);
            assertThat(state(ticket))
                    .containsExactly("new", "open", null, 3, 2, "new", null, "NEW", Arrays.asList(0, 5, 0));

            ticket.state = null;
            String problem = ", null: is required, but null; the database's default is for new objects only";
            assertThat(Writes.unstorable(work::commit)).isEqualTo("Ticket.state of " + ticket.id + problem);
            ticket.state = "open";
            ticket.lines.get(0).priority = null;
            assertThat(Writes.unstorable(work::commit)).isEqualTo("Ticket.lines[0].priority of " + ticket.id + problem);
            ticket.lines.get(0).priority = 5;
            assertThat(work.plan()).hasToString("nothing to commit");
        }
    }

    @Test
    void generated_values_are_read_back_after_each_update_and_never_sent() { // 116
        Ticket ticket = ticket("new", 2);
        try (SqlUnitOfWork work = store.begin()) {
            work.add(ticket);
            commit(work, ticket);
            assertThat(store.wire().statements()).allSatisfy(FilledColumnsTest::assertNothingGeneratedIsSent);
            ticket.title = "longer";
            ticket.label.text = "loud";
            ticket.lines.get(1).quantity = 21;
            commit(work, ticket);
            assertThat(store.wire().statements()).allSatisfy(FilledColumnsTest::assertNothingGeneratedIsSent);
        }
        assertThat(state(ticket))
                .containsExactly(
                        "longer",
                        "open",
                        "none",
                        6,
                        2,
                        "loud",
                        "en",
                        "LOUD",
                        Arrays.asList(0, 5, 0),
                        Arrays.asList(21, 5, 42));
    }

    private static void assertNothingGeneratedIsSent(String statement) {
        int returning = statement.indexOf(" returning ");
        String sent = returning < 0 || statement.startsWith("select") ? statement : statement.substring(0, returning);
        if (!statement.startsWith("select") && !statement.startsWith("with")) {
            assertThat(sent).doesNotContain("length", "touched", "shout", "doubled");
        }
    }

    @Test
    void a_change_of_what_the_database_generates_is_refused_before_anything_is_sent() { // 116
        Ticket ticket = ticket("new", 2);
        store.save(ticket);
        String problem = ", another Integer: the database generates it, so that it cannot be changed here";
        try (SqlUnitOfWork work = store.begin()) {
            Ticket loaded = work.get(Ticket.class, ticket.id);
            store.wire().reset();
            loaded.touched = 99;
            assertThat(Writes.unstorable(work::commit)).isEqualTo("Ticket.touched of " + ticket.id + problem);
            loaded.touched = 1;
            loaded.length = Optional.of(99);
            assertThat(Writes.unstorable(work::commit)).isEqualTo("Ticket.length of " + ticket.id + problem);
            loaded.length = Optional.of(3);
            loaded.label.shout = "no";
            assertThat(Writes.unstorable(work::commit))
                    .isEqualTo("Ticket.label.shout of " + ticket.id + problem.replace("Integer", "String"));
            loaded.label.shout = "NEW";
            loaded.lines.get(1).doubled = 99;
            assertThat(Writes.unstorable(work::commit)).isEqualTo("Ticket.lines[1].doubled of " + ticket.id + problem);
            assertThat(store.wire().statements()).isEmpty();
            loaded.lines.get(1).doubled = 2;
            work.commit();
            assertThat(store.wire().statements()).isEmpty();
        }
    }

    @Test
    void a_generated_value_that_the_domain_forgot_is_no_change_and_comes_back_with_the_next_write() { // 116
        Ticket ticket = ticket("new", 0);
        store.save(ticket);
        try (SqlUnitOfWork work = store.begin()) {
            Ticket loaded = work.get(Ticket.class, ticket.id);
            loaded.touched = null;
            assertThat(work.plan()).hasToString("nothing to commit");
            loaded.title = "newer";
            commit(work, loaded);
            assertThat(loaded.touched).isEqualTo(2);
        }
    }

    @Test
    void a_write_of_the_version_alone_reads_back_what_a_trigger_did() { // 116
        Ticket ticket = ticket("new", 1);
        store.save(ticket);
        try (SqlUnitOfWork work = store.begin()) {
            Ticket loaded = work.get(Ticket.class, ticket.id);
            loaded.lines.get(0).quantity = 7;
            commit(work, loaded);
            assertThat(Writes.on(store.wire()))
                    .containsExactly("update tickets (version)", "update ticket_lines (quantity)");
            assertThat(state(loaded))
                    .containsExactly("new", "open", "none", 3, 2, "new", "en", "NEW", Arrays.asList(7, 5, 14));
        }
    }

    @Test
    void children_are_filled_however_many_there_are() { // 115, 116
        for (int count : List.of(1, 3, 4, 50)) {
            Ticket ticket = ticket("new", count);
            try (SqlUnitOfWork work = store.begin()) {
                work.add(ticket);
                commit(work, ticket);
                assertThat(ticket.lines)
                        .allMatch(line -> line.priority != null && line.priority == 5)
                        .allMatch(line -> line.doubled != null && line.doubled == 2 * line.quantity);
                ticket.lines.forEach(line -> line.quantity += 100);
                Collections.reverse(ticket.lines);
                commit(work, ticket);
                assertThat(ticket.lines).allMatch(line -> line.doubled != null && line.doubled == 2 * line.quantity);
            }
        }
    }

    @Test
    void those_with_and_without_a_value_are_two_groups_however_they_alternate() { // 115
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Ticket ticket = ticket("t" + i, 6);
            ticket.state = i % 2 == 0 ? null : "closed";
            for (int n = 0; n < 6; n += 2) {
                ticket.lines.get(n).priority = 9;
            }
            tickets.add(ticket);
        }
        try (SqlUnitOfWork work = store.begin()) {
            tickets.forEach(work::add);
            commit(work, tickets.toArray(Ticket[]::new));
            assertThat(Writes.on(store.wire()))
                    .containsExactly("insert tickets", "insert tickets", "insert ticket_lines", "insert ticket_lines");
        }
        for (int i = 0; i < 6; i++) {
            assertThat(tickets.get(i).state).isEqualTo(i % 2 == 0 ? "open" : "closed");
            assertThat(tickets.get(i).lines.stream().map(line -> line.priority)).containsExactly(9, 5, 9, 5, 9, 5);
        }
    }

    @Test
    void a_part_that_moves_to_another_root_is_filled_there() { // 116
        Ticket from = ticket("from", 4);
        Ticket to = ticket("to", 0);
        store.save(from, to);
        try (SqlUnitOfWork work = store.begin()) {
            Ticket source = work.get(Ticket.class, from.id);
            Ticket target = work.get(Ticket.class, to.id);
            target.lines.addAll(source.lines);
            source.lines.clear();
            target.lines.get(0).quantity = 50;
            commit(work, source, target);
            assertThat(target.lines.stream().map(line -> line.doubled)).containsExactly(100, 2, 4, 6);
        }
    }

    @Test
    void adds_changes_and_removals_in_one_commit_are_told_apart() { // 115, 116
        Ticket one = ticket("one", 3);
        Ticket two = ticket("two", 3);
        store.save(one, two);
        try (SqlUnitOfWork work = store.begin()) {
            Ticket first = work.get(Ticket.class, one.id);
            Ticket second = work.get(Ticket.class, two.id);
            Ticket third = ticket("three", 2);
            first.lines.remove(0);
            first.lines.add(new Line(UUID.randomUUID(), 10));
            second.title = "second";
            second.lines.get(2).quantity = 20;
            work.add(third);
            commit(work, first, second, third);
        }
    }

    @Test
    void of_an_immutable_aggregate_the_receipt_has_the_instance_with_what_was_filled_in() { // 115, 116
        Recipe recipe = new Recipe(UUID.randomUUID(), "Soup", null, null);
        try (SqlUnitOfWork work = store.begin()) {
            work.add(recipe);
            CommitReceipt added = work.commit();
            Recipe current = added.current(Recipe.class, recipe.id());
            assertThat(current).isEqualTo(new Recipe(recipe.id(), "Soup", 4, "draft"));
            assertThat(work.get(Recipe.class, recipe.id())).isSameAs(current);

            work.replace(current.retitled("Broth"));
            CommitReceipt changed = work.commit();
            assertThat(changed.current(Recipe.class, recipe.id()))
                    .isEqualTo(new Recipe(recipe.id(), "Broth", 5, "draft"));
            assertThat(work.plan()).hasToString("nothing to commit");
        }
        assertThat(store.load(Recipe.class, recipe.id())).isEqualTo(new Recipe(recipe.id(), "Broth", 5, "draft"));
    }

    @Test
    void a_mutable_root_stays_the_same_object_though_its_parts_are_records() { // 115, 116
        Book book = new Book(UUID.randomUUID());
        book.entries.add(new Entry(UUID.randomUUID(), 4, null));
        try (SqlUnitOfWork work = store.begin()) {
            work.add(book);
            work.commit();
            assertThat(work.get(Book.class, book.id)).isSameAs(book);
            assertThat(book.stamp).isEqualTo(new Stamp("", "en"));
            assertThat(book.entries).extracting(Entry::doubled).containsExactly(8);
            book.title = "changed"; // through the reference that the application has
            work.commit();
        }
        assertThat(store.load(Book.class, book.id).title).isEqualTo("changed");
    }

    @Test
    void tables_of_a_joined_hierarchy_are_filled_each() { // 115, 116
        Car car = new Car(UUID.randomUUID());
        car.power = 7;
        Boat boat = new Boat(UUID.randomUUID());
        try (SqlUnitOfWork work = store.begin()) {
            work.add(car);
            work.add(boat);
            store.wire().reset();
            work.commit();
            assertThat(store.wire().counts().roundTrips()).isEqualTo(1);
            assertThat(Arrays.asList(car.nameLength, car.grade, car.tenfold, boat.nameLength))
                    .containsExactly(5, "B", 70, 5);
            car.power = 8;
            car.name = "my car";
            work.commit();
            assertThat(Arrays.asList(car.nameLength, car.grade, car.tenfold)).containsExactly(6, "B", 80);
            assertThat(work.plan()).hasToString("nothing to commit");
            car.tenfold = 1;
            assertThat(Writes.unstorable(work::commit))
                    .endsWith("tenfold of " + car.id + ", another Integer: the database generates it, so that it cannot"
                            + " be changed here");
            work.discard();
        }
        assertThat(store.load(Asset.class, car.id))
                .usingRecursiveComparison()
                .ignoringFields("tenfold")
                .isEqualTo(car);
    }

    private static KeelsonBuilder tenants() {
        return Keelson.builder()
                .policy(Tenancy.byColumn("tenant_id"))
                .map(
                        Recipe.class,
                        recipe -> recipe.property("size", p -> p.generated())
                                .property("state", p -> p.databaseDefault()));
    }

    @Test
    void each_tenant_is_given_its_own() { // 115, 116
        UUID id = UUID.randomUUID();
        try (Store tenants = Store.of(FilledColumnsTest::tenants, ddl(tenants(), "alter table recipes .*"))) {
            for (String tenant : List.of("acme", "globex")) {
                WorkContext context = WorkContext.of(TenantId.of(tenant), Actor.of("jane"));
                try (SqlUnitOfWork work = tenants.keelson().begin(context)) {
                    work.add(new Recipe(id, tenant, null, null));
                    assertThat(work.commit().current(Recipe.class, id))
                            .isEqualTo(new Recipe(id, tenant, tenant.length(), "draft"));
                }
                try (SqlUnitOfWork work = tenants.keelson().begin(context)) {
                    work.replace(work.get(Recipe.class, id).retitled(tenant + "!"));
                    assertThat(work.commit().current(Recipe.class, id))
                            .isEqualTo(new Recipe(id, tenant + "!", tenant.length() + 1, "draft"));
                }
            }
        }
    }

    @Test
    void where_the_reply_of_the_commit_is_lost_the_values_are_there_all_the_same() { // 115, 116
        Ticket ticket = ticket("new", 5);
        try (SqlUnitOfWork work = store.begin()) {
            work.add(ticket);
            store.wire().cutBeforeReply();
            work.commit();
            assertThat(ticket.state).isEqualTo("open");
            assertThat(ticket.lines).allMatch(line -> line.doubled != null && line.doubled == 2 * line.quantity);
            assertThat(work.plan()).hasToString("nothing to commit");

            ticket.title = "second";
            ticket.lines.get(4).quantity = 100;
            store.wire().cutBeforeReply();
            work.commit();
            assertThat(ticket.length).contains(6);
            assertThat(ticket.touched).isEqualTo(2);
            assertThat(ticket.lines.get(4).doubled).isEqualTo(200);
            assertThat(work.plan()).hasToString("nothing to commit");
            assertThat(state(store.load(Ticket.class, ticket.id))).isEqualTo(state(ticket));
        }
    }

    @Test
    void wherever_the_reply_is_cut_the_values_are_there() { // 115, 116
        for (int messages = 0; ; messages++) {
            Ticket ticket = ticket("new", 2);
            try (SqlUnitOfWork work = store.begin()) {
                work.add(ticket);
                store.wire().cutAfterServerMessages(messages);
                work.commit();
                boolean unharmed = store.wire().isArmed();
                store.wire().disarm();
                assertThat(state(ticket))
                        .containsExactly(
                                "new",
                                "open",
                                "none",
                                3,
                                1,
                                "new",
                                "en",
                                "NEW",
                                Arrays.asList(0, 5, 0),
                                Arrays.asList(1, 5, 2));
                if (unharmed) {
                    return;
                }
            }
        }
    }

    @Test
    void a_virtual_generated_column_is_read_back_too() { // 116
        int version = Integer.parseInt(String.valueOf(store.database()
                .query("select current_setting('server_version_num')")
                .getFirst()
                .getFirst()));
        assumeTrue(version >= 180_000, "virtual generated columns are of PostgreSQL 18");
        List<String> ddl = List.of("create table recipes (id uuid primary key, title text not null, size integer"
                + " generated always as (length(title)) virtual, state text default 'draft', version bigint not null)");
        KeelsonBuilder mapping = Keelson.builder()
                .commitLog(false)
                .map(
                        Recipe.class,
                        recipe -> recipe.property("size", p -> p.generated())
                                .property("state", p -> p.databaseDefault()));
        try (Store recipes = Store.of(() -> mapping, ddl);
                SqlUnitOfWork work = recipes.begin()) {
            Recipe recipe = new Recipe(UUID.randomUUID(), "Soup", null, null);
            work.add(recipe);
            assertThat(work.commit().current(Recipe.class, recipe.id()))
                    .isEqualTo(new Recipe(recipe.id(), "Soup", 4, "draft"));
            work.replace(new Recipe(recipe.id(), "Stew!", null, "draft"));
            assertThat(work.commit().current(Recipe.class, recipe.id()))
                    .isEqualTo(new Recipe(recipe.id(), "Stew!", 5, "draft"));
        }
    }

    @Test
    void a_plan_says_what_the_database_will_fill() { // 115, 116
        try (SqlUnitOfWork work = store.begin()) {
            work.add(new Recipe(UUID.randomUUID(), "Soup", null, null));
            assertThat(work.plan().operations())
                    .singleElement()
                    .satisfies(insert -> assertThat(insert.columns())
                            .containsEntry("size", "<generated>")
                            .containsEntry("state", "<generated>")
                            .containsEntry("title", "Soup"));
            work.discard();
        }
    }

    private static List<String> faults(String ddl, Consumer<KeelsonBuilder> mapping) {
        return Writes.faults(() -> Store.of(
                        () -> {
                            KeelsonBuilder builder = Keelson.builder().commitLog(false);
                            mapping.accept(builder);
                            return builder;
                        },
                        List.of(ddl))
                .close());
    }

    @Test
    void a_mapping_that_does_not_fit_what_the_database_fills_is_a_fault_with_its_mend() { // 115, 116, 117
        String table = "create table recipes (id uuid primary key, title text not null, size integer %s, state text,"
                + " version bigint not null)";
        assertThat(faults(
                        table.formatted(""),
                        keelson -> keelson.map(
                                Recipe.class, recipe -> recipe.property("state", p -> p.databaseDefault()))))
                .containsExactly("Recipe.state: column recipes.state has no default; give it one: alter table recipes"
                        + " alter state set default ..., or leave .databaseDefault() out");
        assertThat(faults(
                        table.formatted("generated always as (length(title)) stored"),
                        keelson -> keelson.map(Recipe.class)))
                .containsExactly(
                        "Recipe.size: column recipes.size is computed by the database, and takes no value of the"
                                + " application; say so: .property(\"size\", p -> p.generated())");
        assertThat(faults(
                        table.formatted("generated always as (length(title)) stored"),
                        keelson ->
                                keelson.map(Recipe.class, recipe -> recipe.property("size", p -> p.databaseDefault()))))
                .hasSize(1)
                .allMatch(fault -> fault.startsWith("Recipe.size: ") && fault.contains("generated()"));
    }

    @Test
    void an_identity_that_is_always_generated_takes_no_value_of_the_application() { // 117
        String table =
                "create table numbered (id bigint generated always as identity primary key, version bigint not null)";
        record Numbered(long id) {}
        assertThat(faults(table, keelson -> keelson.map(Numbered.class, numbered -> numbered.table("numbered"))))
                .hasSize(1)
                .allMatch(fault -> fault.startsWith("Numbered.id: ") && fault.contains("databaseIds()"));

        String other =
                "create table recipes (id uuid primary key, title text not null, size integer generated always as"
                        + " identity, state text, version bigint not null)";
        assertThat(faults(
                        other,
                        keelson -> keelson.map(Recipe.class, recipe -> recipe.property("size", p -> p.required()))))
                .containsExactly("Recipe.size: column recipes.size is generated always, but the application makes its"
                        + " values; let it take values: alter table recipes alter size set generated by default");
    }

    @Test
    void no_key_and_no_version_is_the_databases_to_fill() { // 117
        record Numbered(long id, long version) {}
        for (Consumer<PropertyConfig> filled :
                List.<Consumer<PropertyConfig>>of(p -> p.generated(), p -> p.databaseDefault())) {
            assertThat(Writes.faults(Keelson.builder()
                            .map(
                                    Numbered.class,
                                    numbered -> numbered.unversioned().property("id", filled))))
                    .containsExactly("Numbered.id: tells its row from others, and is not the database's to fill; leave"
                            + " .generated() or .databaseDefault() out; for identifiers see .databaseIds()");
            assertThat(Writes.faults(Keelson.builder()
                            .map(
                                    Numbered.class,
                                    numbered -> numbered.version("version").property("version", filled))))
                    .hasSize(1)
                    .allMatch(fault -> fault.startsWith("Numbered.version: counts the versions"));
        }
    }
}
