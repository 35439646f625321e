package dev.keelson.work.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Path;
import dev.keelson.kernel.Ref;
import dev.keelson.kernel.Refs;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.guide.ChoosingModels.BookById;
import dev.keelson.work.guide.ChoosingModels.BookByRef;
import dev.keelson.work.guide.ChoosingModels.BookOfObject;
import dev.keelson.work.guide.ChoosingModels.Code;
import dev.keelson.work.guide.ChoosingModels.Coded;
import dev.keelson.work.guide.ChoosingModels.Item;
import dev.keelson.work.guide.ChoosingModels.Leaflet;
import dev.keelson.work.guide.ChoosingModels.NumberId;
import dev.keelson.work.guide.ChoosingModels.Numbered;
import dev.keelson.work.guide.ChoosingModels.Placed;
import dev.keelson.work.guide.ChoosingModels.Ranked;
import dev.keelson.work.guide.ChoosingModels.Seat;
import dev.keelson.work.guide.ChoosingModels.SeatId;
import dev.keelson.work.guide.ChoosingModels.Uuid;
import dev.keelson.work.guide.ChoosingModels.WordArray;
import dev.keelson.work.guide.ChoosingModels.WordSet;
import dev.keelson.work.guide.ChoosingModels.Words;
import dev.keelson.work.guide.ChoosingModels.Writer;
import dev.keelson.work.guide.ChoosingModels.WriterId;
import dev.keelson.work.guide.HierarchyModels.CardPayment;
import dev.keelson.work.guide.HierarchyModels.Payment;
import dev.keelson.work.guide.HierarchyModels.PaymentId;
import dev.keelson.work.guide.HierarchyModels.Transfer;
import dev.keelson.work.guide.PartModels.Badge;
import dev.keelson.work.guide.PartModels.Employee;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The costs that {@code docs/choosing.md} shows are those that are counted on the wire. {@code -Dkeelson.guide=write} writes them
 * anew.
 */
class ChoosingGuideTest {

    private static final java.nio.file.Path FIGURES = java.nio.file.Path.of("..", "testing", "workloads", "figures.md");
    private static final Pattern FIGURE = Pattern.compile("\\| (W6-\\w+) \\|.* (\\S+) \\|$", Pattern.MULTILINE);

    record Shown(UUID id, @Path("writer.name") String name) {}

    private static UUID id(int round, int n) {
        return new UUID(round, n);
    }

    private static <T> List<T> ten(IntFunction<T> one) {
        return IntStream.rangeClosed(1, 10).mapToObj(one).toList();
    }

    // --- inheritance

    private static CardPayment card(int round, int n) {
        return new CardPayment(new PaymentId(id(round, n)), 1000L + round, "card " + (1000 + n), null);
    }

    private static void payments(Meter meter, int round) {
        meter.store()
                .save(Stream.concat(
                                ten(n -> card(round, n)).stream(),
                                ten(n -> new Transfer(
                                                new PaymentId(id(round, 10 + n)),
                                                1000L + round,
                                                "iban " + n,
                                                List.of()))
                                        .stream())
                        .toArray());
    }

    private static PaymentId first(int round) {
        return new PaymentId(id(round, 1));
    }

    @Test
    void a_hierarchy_costs_what_is_shown() throws IOException {
        Costs costs = new Costs("inheritance", "single table", "joined", "table per class");
        try (Meter single = Meter.of(HierarchyModels::single);
                Meter joined = Meter.of(HierarchyModels::joined);
                Meter perClass = Meter.of(HierarchyModels::perClass)) {
            List<Meter> forms = List.of(single, joined, perClass);
            for (Meter form : forms) {
                for (int round = 1; round <= 8; round++) {
                    payments(form, round);
                }
            }
            line(
                    costs,
                    "load one, asked for as the base",
                    forms,
                    form -> form.cost((work, round, count) -> work.get(Payment.class, first(round))));
            line(
                    costs,
                    "load one, asked for as its own class",
                    forms,
                    form -> form.cost((work, round, count) -> work.get(CardPayment.class, first(round))));
            line(
                    costs,
                    "load 20 by their identifiers",
                    forms,
                    form -> form.cost((work, round, count) -> work.getAll(
                            Payment.class,
                            IntStream.rangeClosed(1, 20)
                                    .mapToObj(n -> new PaymentId(id(round, n)))
                                    .toList())));
            line(
                    costs,
                    "query 20 by a property of all",
                    forms,
                    form -> form.cost((work, round, count) -> assertThat(work.query(Payment.class)
                                    .where(p -> p.field("cents").eq(1000L + round))
                                    .list())
                            .hasSize(20)));
            line(
                    costs,
                    "query 8 by a property of one class",
                    forms,
                    form -> form.cost((work, round, count) -> assertThat(work.query(CardPayment.class)
                                    .where(p -> p.field("card").eq("card " + (1000 + round)))
                                    .list())
                            .hasSize(8)));
            line(costs, "store one", forms, form -> form.commit((work, round, count) -> work.add(card(round, 50))));
            line(
                    costs,
                    "change a property of all",
                    forms,
                    form -> form.commit((work, round, count) -> {
                        CardPayment card = work.get(CardPayment.class, first(round));
                        work.replace(new CardPayment(card.id(), 5, card.card(), null));
                    }));
            line(
                    costs,
                    "change a property of its class",
                    forms,
                    form -> form.commit((work, round, count) -> {
                        CardPayment card = work.get(CardPayment.class, first(round));
                        work.replace(new CardPayment(card.id(), card.cents(), "another", null));
                    }));
            line(
                    costs,
                    "make it another class",
                    forms,
                    form -> form.commit((work, round, count) -> {
                        Payment card = work.get(Payment.class, first(round));
                        work.replace(new Transfer(card.id(), card.cents(), "iban", List.of()));
                    }));
            line(
                    costs,
                    "remove one",
                    forms,
                    form -> form.commit(
                            (work, round, count) -> work.remove(work.get(Payment.class, new PaymentId(id(round, 2))))));
        }
        costs.compare();
    }

    private static void line(Costs costs, String use, List<Meter> forms, Function<Meter, Cost> cost) {
        costs.line(use, forms.stream().map(cost).toArray());
    }

    // --- one part, and many

    private static Employee employee(int round, int badge) {
        return new Employee(id(round, 1), "Ada", new Badge(id(round, badge), "code " + badge, LocalDate.EPOCH));
    }

    @Test
    void a_part_costs_what_is_shown() throws IOException {
        Costs costs = new Costs("part", "embedded", "own key", "shared key");
        try (Meter embedded = Meter.of(PartModels::embedded);
                Meter ownKey = Meter.of(PartModels::ownTable);
                Meter sharedKey = Meter.of(PartModels::sharedKey)) {
            List<Meter> forms = List.of(embedded, ownKey, sharedKey);
            line(costs, "store", forms, form -> form.commit((work, round, count) -> work.add(employee(round, 1))));
            line(
                    costs,
                    "load",
                    forms,
                    form -> form.cost((work, round, count) -> work.get(Employee.class, id(round, 1))));
            line(
                    costs,
                    "change the part",
                    forms,
                    form -> form.commit((work, round, count) -> {
                        Badge badge = work.get(Employee.class, id(round, 1)).badge();
                        work.replace(
                                new Employee(id(round, 1), "Ada", new Badge(badge.id(), "other", badge.validUntil())));
                    }));
            line(
                    costs,
                    "another part in its place",
                    forms,
                    form -> form.commit((work, round, count) -> {
                        work.get(Employee.class, id(round, 1));
                        work.replace(employee(round, 2));
                    }));
            line(
                    costs,
                    "take it away",
                    forms,
                    form -> form.commit((work, round, count) -> {
                        work.get(Employee.class, id(round, 1));
                        work.replace(new Employee(id(round, 1), "Ada", null));
                    }));
        }
        costs.compare();
    }

    private record Form<A>(Class<A> type, BiFunction<UUID, List<Integer>, A> maker) {
        A of(int round, List<Integer> ranks) {
            return maker.apply(id(round, 1), ranks);
        }
    }

    private static List<Item> items(UUID owner, List<Integer> ranks) {
        return ranks.stream()
                .map(rank -> new Item(new UUID(owner.getMostSignificantBits(), 100 + rank), rank, word(rank)))
                .toList();
    }

    private static List<Item> others(UUID owner, List<Integer> ranks) {
        return ranks.stream()
                .map(rank -> new Item(new UUID(owner.getMostSignificantBits(), 200 + rank), rank, word(rank)))
                .toList();
    }

    private static String word(int rank) {
        return "word " + (1000 + rank);
    }

    private static List<String> words(List<Integer> ranks) {
        return ranks.stream().map(ChoosingGuideTest::word).toList();
    }

    @Test
    void a_collection_costs_what_is_shown() throws IOException {
        List<Form<?>> forms = List.of(
                new Form<>(Placed.class, (id, ranks) -> new Placed(id, items(id, ranks))),
                new Form<>(Ranked.class, (id, ranks) -> new Ranked(id, others(id, ranks))),
                new Form<>(Words.class, (id, ranks) -> new Words(id, words(ranks))),
                new Form<>(WordSet.class, (id, ranks) -> new WordSet(id, new LinkedHashSet<>(words(ranks)))),
                new Form<>(WordArray.class, (id, ranks) -> new WordArray(id, words(ranks))),
                new Form<>(Leaflet.class, (id, ranks) -> new Leaflet(id, items(id, ranks))));
        Costs costs = new Costs(
                "collection",
                "entities by place",
                "entities, sorted",
                "values in a list",
                "values in a set",
                "array column",
                "JSON column");
        List<Integer> stored = ten(n -> n);
        try (Meter meter = Meter.of(ChoosingModels::forms)) {
            costs.line(
                    "store, with ten",
                    forms.stream()
                            .map(form -> meter.commit((work, round, count) -> work.add(form.of(round, stored))))
                            .toArray());
            costs.line(
                    "load",
                    forms.stream()
                            .map(form -> meter.cost((work, round, count) -> work.get(form.type(), id(round, 1))))
                            .toArray());
            List<Integer> appended = with(stored, 10, 11);
            change(costs, "one more at the end", meter, forms, appended);
            List<Integer> inserted = with(appended, 0, 0);
            change(costs, "one more at the start", meter, forms, inserted);
            List<Integer> changed = new ArrayList<>(inserted);
            changed.set(5, 50);
            change(costs, "another in the middle", meter, forms, changed);
            change(costs, "the first one removed", meter, forms, changed.subList(1, 12));
            change(costs, "all removed", meter, forms, List.of());
        }
        costs.compare();
    }

    private static List<Integer> with(List<Integer> ranks, int place, int rank) {
        List<Integer> more = new ArrayList<>(ranks);
        more.add(place, rank);
        return more;
    }

    private static void change(Costs costs, String use, Meter meter, List<Form<?>> forms, List<Integer> ranks) {
        costs.line(
                use,
                forms.stream()
                        .map(form -> meter.commit((work, round, count) -> {
                            work.get(form.type(), id(round, 1));
                            work.replace(form.of(round, ranks));
                        }))
                        .toArray());
    }

    // --- identifiers

    private static final List<String> NOTES = ten(n -> "note " + (10 + n));

    private static SeatId seat(int round, int place) {
        return new SeatId("hall one", 10 + round, 100 + place);
    }

    private static Code code(int round, int n) {
        return new Code("code" + (1000 + round) + (1000 + n));
    }

    @Test
    void an_identifier_costs_what_is_shown() throws IOException {
        Costs costs = new Costs(
                "identifier", "`UUID`", "a number of the database", "a text of 12", "composite: text, two numbers");
        try (Meter meter = Meter.of(ChoosingModels::identifiers)) {
            costs.line(
                    "draw a block of 50",
                    "-",
                    meter.cost((work, round, count) -> {
                        for (int i = 0; i < 50; i++) {
                            work.nextId(Numbered.class);
                        }
                    }),
                    "-",
                    "-");
            costs.line(
                    "store one, with ten notes",
                    meter.commit((work, round, count) -> work.add(new Uuid(id(round, 1), NOTES))),
                    meter.commit((work, round, count) -> work.add(new Numbered(work.nextId(Numbered.class), NOTES))),
                    meter.commit((work, round, count) -> work.add(new Coded(code(round, 1), NOTES))),
                    meter.commit((work, round, count) -> work.add(new Seat(seat(round, 1), NOTES))));
            long first = (Long) Objects.requireNonNull(meter.store()
                    .database()
                    .query("select min(id) from numbereds")
                    .get(0)
                    .get(0));
            costs.line(
                    "load one",
                    meter.cost((work, round, count) -> work.get(Uuid.class, id(round, 1))),
                    meter.cost((work, round, count) -> work.get(Numbered.class, new NumberId(first + round - 1))),
                    meter.cost((work, round, count) -> work.get(Coded.class, code(round, 1))),
                    meter.cost((work, round, count) -> work.get(Seat.class, seat(round, 1))));
            costs.line(
                    "load five by their identifiers",
                    meter.cost((work, round, count) -> work.getAll(Uuid.class, five(n -> id(n, 1)))),
                    meter.cost((work, round, count) ->
                            work.getAll(Numbered.class, five(n -> new NumberId(first + n - 1)))),
                    meter.cost((work, round, count) -> work.getAll(Coded.class, five(n -> code(n, 1)))),
                    meter.cost((work, round, count) -> work.getAll(Seat.class, five(n -> seat(n, 1)))));
            costs.line(
                    "remove one",
                    meter.commit((work, round, count) -> work.remove(work.get(Uuid.class, id(round, 1)))),
                    meter.commit((work, round, count) ->
                            work.remove(work.get(Numbered.class, new NumberId(first + round - 1)))),
                    meter.commit((work, round, count) -> work.remove(work.get(Coded.class, code(round, 1)))),
                    meter.commit((work, round, count) -> work.remove(work.get(Seat.class, seat(round, 1)))));
        }
        costs.compare();
    }

    private static <T> List<T> five(IntFunction<T> one) {
        return IntStream.rangeClosed(1, 5).mapToObj(one).toList();
    }

    // --- references

    @Test
    void a_reference_costs_what_is_shown() throws IOException {
        Costs costs = new Costs("reference", "identifier", "`Ref`", "object");
        try (Meter meter = Meter.of(ChoosingModels::references)) {
            List<Writer> writers = ten(n -> new Writer(new WriterId(id(0, n)), "writer " + (10 + n), Refs.none()));
            meter.store().save(writers.toArray());
            try (SqlUnitOfWork work = meter.store().begin()) {
                for (int n = 1; n <= 10; n++) {
                    Writer writer = work.get(Writer.class, new WriterId(id(0, n)));
                    work.add(new BookById(id(1, n), writer.id()));
                    work.add(new BookByRef(id(1, n), Ref.of(writer.id())));
                    work.add(new BookOfObject(id(1, n), writer));
                }
                work.commit();
            }
            costs.line(
                    "load ten books, ask no writer",
                    meter.cost(
                            (work, round, count) -> work.query(BookById.class).list()),
                    meter.cost(
                            (work, round, count) -> work.query(BookByRef.class).list()),
                    meter.cost((work, round, count) ->
                            work.query(BookOfObject.class).list()));
            costs.line(
                    "ask each for its writer's name",
                    meter.cost((work, round, count) -> {
                        List<BookById> books = work.query(BookById.class).list();
                        work.getAll(
                                        Writer.class,
                                        books.stream().map(BookById::writer).toList())
                                .forEach(Writer::name);
                    }),
                    meter.cost((work, round, count) -> work.query(BookByRef.class)
                            .list()
                            .forEach(book -> book.writer().get().name())),
                    meter.cost((work, round, count) -> work.query(BookOfObject.class)
                            .list()
                            .forEach(book -> book.writer().name())));
            costs.line(
                    "the same, by `fetch(\"writer\")`",
                    "-",
                    meter.cost((work, round, count) -> work.query(BookByRef.class)
                            .fetch("writer")
                            .list()
                            .forEach(book -> book.writer().get().name())),
                    meter.cost((work, round, count) -> work.query(BookOfObject.class)
                            .fetch("writer")
                            .list()
                            .forEach(book -> book.writer().name())));
            costs.line(
                    "the same, a `get` for each",
                    meter.cost((work, round, count) -> work.query(BookById.class)
                            .list()
                            .forEach(book ->
                                    work.get(Writer.class, book.writer()).name())),
                    "-",
                    "-");
            costs.line(
                    "a list of titles and names, by `@Path(\"writer.name\")`",
                    meter.cost((work, round, count) ->
                            work.query(BookById.class).as(Shown.class).list()),
                    meter.cost((work, round, count) ->
                            work.query(BookByRef.class).as(Shown.class).list()),
                    meter.cost((work, round, count) ->
                            work.query(BookOfObject.class).as(Shown.class).list()));
            costs.line(
                    "give a book another writer",
                    meter.commit((work, round, count) -> {
                        work.get(BookById.class, id(1, round));
                        work.replace(new BookById(id(1, round), new WriterId(id(0, 10))));
                    }),
                    meter.commit((work, round, count) -> {
                        work.get(BookByRef.class, id(1, round));
                        work.replace(new BookByRef(id(1, round), Ref.of(new WriterId(id(0, 10)))));
                    }),
                    meter.commit((work, round, count) -> {
                        work.get(BookOfObject.class, id(1, round));
                        work.replace(new BookOfObject(id(1, round), work.get(Writer.class, new WriterId(id(0, 10)))));
                    }));
            Cost views = meter.cost((work, round, count) -> {
                List<Writer> all = work.query(Writer.class).list();
                count.run();
                all.forEach(writer -> writer.books().list().size());
            });
            assertThat(Files.readString(Costs.DOCUMENT))
                    .contains("`" + views.trips() + " / " + views.statements() + " / " + views.rows() + "`");
        }
        costs.compare();
    }

    @Test
    void allocations_are_those_that_the_guard_of_workloads_records() throws IOException {
        Matcher figure = FIGURE.matcher(Files.readString(FIGURES));
        String document = Files.readString(Costs.DOCUMENT);
        int found = 0;
        while (figure.find()) {
            found++;
            assertThat(document).contains("| " + figure.group(1) + " | " + figure.group(2) + " |");
        }
        assertThat(found).isEqualTo(2);
    }
}
