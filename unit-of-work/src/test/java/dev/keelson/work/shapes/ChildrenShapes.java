package dev.keelson.work.shapes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entities inside an aggregate, in tables of their own. */
final class ChildrenShapes {

    private ChildrenShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(
                orderedList(),
                unorderedList(),
                sortedByDate(),
                sortedByText(),
                setOfEntities(),
                localIdentifiers(),
                records());
    }

    record ItemId(UUID value) {}

    static final class Item {
        private final ItemId id;
        private String name;
        private int quantity;

        Item(ItemId id, String name, int quantity) {
            this.id = id;
            this.name = name;
            this.quantity = quantity;
        }
    }

    static final class Basket {
        private final UUID id;
        private final List<Item> items = new ArrayList<>();
        private List<Item> wishes = new ArrayList<>();

        Basket(UUID id) {
            this.id = id;
        }
    }

    private static List<Item> items(Chance chance, UUID owner) {
        return chance.ids(owner).stream()
                .map(id -> new Item(new ItemId(id), chance.word(), chance.number(9)))
                .toList();
    }

    private static Shape<?, ?> orderedList() {
        return Shape.of("list of entities", Basket.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Basket.class,
                        basket -> basket.children(
                                "wishes",
                                wishes -> wishes.table("wish_list")
                                        .parentColumn("owner")
                                        .positionColumn("rank")
                                        .property("name", p -> p.column("wish")))))
                .tables("baskets", "basket_items", "wish_list")
                .changing("in a child", basket -> basket.items.get(1).quantity = -1, "update basket_items (quantity)")
                .changing(
                        "in a child, configured",
                        basket -> basket.wishes.get(0).name = "pony",
                        "update wish_list (wish)")
                .changing("one less", basket -> basket.items.remove(2), "delete basket_items")
                .changing(
                        "one more",
                        basket -> basket.items.add(new Item(new ItemId(new UUID(0, basket.id.hashCode())), "pen", 1)),
                        "insert basket_items")
                .states((chance, id) -> {
                    Basket basket = new Basket(id);
                    basket.items.addAll(items(chance, id));
                    basket.wishes.addAll(items(chance, id));
                    return basket;
                });
    }

    // ---- without an order

    static final class Party {
        private final UUID id;
        private final Collection<Item> presents = new ArrayList<>();

        Party(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> unorderedList() {
        return Shape.of("list of entities without an order", Party.class, Chance::uuid)
                .mapped(keelson ->
                        keelson.map(Party.class, party -> party.children("presents", presents -> presents.unordered())))
                .tables("parties", "party_presents")
                .unordered("Party.presents")
                .changing(
                        "in a child",
                        party -> party.presents.iterator().next().quantity = -1,
                        "update party_presents (quantity)")
                .states((chance, id) -> {
                    Party party = new Party(id);
                    party.presents.addAll(items(chance, id));
                    return party;
                });
    }

    // ---- in the order of what they hold

    record Shift(UUID id, LocalDate day, int hour, String who) {

        Shift by(String next) {
            return new Shift(id, day, hour, next);
        }
    }

    static final class Roster {
        private final UUID id;
        private List<Shift> shifts = new ArrayList<>();
        private List<Shift> latestFirst = new ArrayList<>();

        Roster(UUID id) {
            this.id = id;
        }
    }

    private static List<Shift> shifts(Chance chance, UUID owner) {
        return chance.ids(owner).stream()
                .map(id -> new Shift(
                        id,
                        LocalDate.EPOCH.plusDays(chance.number(3)),
                        (int) (id.getLeastSignificantBits() - owner.getLeastSignificantBits()),
                        chance.word()))
                .toList();
    }

    private static Shape<?, ?> sortedByDate() {
        return Shape.of("list of entities sorted by dates and numbers", Roster.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Roster.class,
                        roster -> roster.children("shifts", shifts -> shifts.sortedBy("day", "-hour"))
                                .children("latestFirst", shifts -> shifts.sortedBy("-day", "hour"))))
                .tables("rosters", "roster_shifts", "roster_latest_first")
                .changing(
                        "in a child",
                        roster -> roster.shifts.set(1, roster.shifts.get(1).by("Ada")),
                        "update roster_shifts (who)")
                .states((chance, id) -> {
                    Roster roster = new Roster(id);
                    Comparator<Shift> byDay = Comparator.comparing(Shift::day);
                    Comparator<Shift> byHour = Comparator.comparing(Shift::hour);
                    roster.shifts.addAll(shifts(chance, id));
                    roster.shifts.sort(byDay.thenComparing(byHour.reversed()));
                    roster.latestFirst.addAll(shifts(chance, id));
                    roster.latestFirst.sort(byDay.reversed().thenComparing(byHour));
                    return roster;
                });
    }

    record Word(UUID id, String text, @Nullable String meaning) {}

    static final class Dictionary {
        private final UUID id;
        private final List<Word> words = new ArrayList<>();
        private final List<Word> backwards = new ArrayList<>();

        Dictionary(UUID id) {
            this.id = id;
        }
    }

    private static List<Word> words(Chance chance, UUID owner) {
        return chance.ids(owner).stream()
                .map(id -> new Word(
                        id,
                        "word" + (id.getLeastSignificantBits() - owner.getLeastSignificantBits()),
                        chance.maybe(chance::word)))
                .sorted(Comparator.comparing(Word::text))
                .toList();
    }

    private static Shape<?, ?> sortedByText() {
        return Shape.of("list of entities sorted by text", Dictionary.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Dictionary.class,
                        dictionary -> dictionary
                                .children("words", words -> words.sortedBy("text"))
                                .children("backwards", words -> words.sortedBy("-text"))))
                .tables("dictionaries", "dictionary_words", "dictionary_backwards")
                .changing(
                        "in a child",
                        dictionary -> dictionary.words.replaceAll(
                                word -> word.text().equals("word2") ? new Word(word.id(), "word2", "two") : word),
                        "update dictionary_words (meaning)")
                .states((chance, id) -> {
                    Dictionary dictionary = new Dictionary(id);
                    dictionary.words.addAll(words(chance, id));
                    dictionary.backwards.addAll(words(chance, id).reversed());
                    return dictionary;
                });
    }

    // ---- sets

    /** Equal by its identifier, as entities are. */
    static final class Member {
        private final ItemId id;
        private String name;

        Member(ItemId id, String name) {
            this.id = id;
            this.name = name;
        }

        void rename(String next) {
            name = next;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Member member && id.equals(member.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    static final class Team {
        private final UUID id;
        private final Set<Member> members = new HashSet<>();

        Team(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> setOfEntities() {
        return Shape.of("set of entities", Team.class, Chance::uuid)
                .tables("teams", "team_members")
                .changing(
                        "in a child",
                        team -> team.members.stream().limit(1).forEach(member -> member.rename("Ada")),
                        "update team_members (name)")
                .states((chance, id) -> {
                    Team team = new Team(id);
                    chance.ids(id).forEach(member -> team.members.add(new Member(new ItemId(member), chance.word())));
                    return team;
                });
    }

    // ---- identifiers that are so only within their parent

    record LineNo(int value) {}

    static final class Line {
        private final LineNo no;
        private String text;
        private final List<String> remarks = new ArrayList<>();

        Line(LineNo no, String text) {
            this.no = no;
            this.text = text;
        }
    }

    static final class Invoice {
        private final UUID id;
        private final List<Line> lines = new ArrayList<>();

        Invoice(UUID id) {
            this.id = id;
        }
    }

    private static Shape<?, ?> localIdentifiers() {
        return Shape.of("children with identifiers of their own parent", Invoice.class, Chance::uuid)
                .mapped(keelson -> keelson.map(
                        Invoice.class,
                        invoice -> invoice.children(
                                "lines", lines -> lines.id("no").localId().sortedBy("no"))))
                .tables("invoices", "invoice_lines", "line_remarks")
                .changing("in a child", invoice -> invoice.lines.get(1).text = "Ink", "update invoice_lines (text)")
                .changing(
                        "in a grandchild",
                        invoice -> invoice.lines.get(1).remarks.set(0, "!"),
                        "update line_remarks (remark)")
                .states((chance, id) -> {
                    Invoice invoice = new Invoice(id);
                    chance.numbers().stream().sorted().forEach(number -> {
                        Line line = new Line(new LineNo(number), chance.word());
                        line.remarks.addAll(chance.list(chance::word));
                        invoice.lines.add(line);
                    });
                    return invoice;
                });
    }

    // ---- records all the way down

    record Ingredient(UUID id, String name, int grams) {}

    record Dish(UUID id, String name, List<Ingredient> ingredients) {

        Dish {
            ingredients = List.copyOf(ingredients);
        }

        Dish with(int index, Ingredient next) {
            List<Ingredient> changed = new ArrayList<>(ingredients);
            changed.set(index, next);
            return new Dish(id, name, changed);
        }
    }

    private static Shape<?, ?> records() {
        return Shape.of("immutable children of an immutable root", Dish.class, Chance::uuid)
                .tables("dishes", "dish_ingredients")
                .replacing(
                        "in a child",
                        dish -> dish.with(
                                1,
                                new Ingredient(
                                        dish.ingredients().get(1).id(),
                                        dish.ingredients().get(1).name(),
                                        -1)),
                        "update dish_ingredients (grams)")
                .states((chance, id) -> new Dish(
                        id,
                        chance.word(),
                        chance.ids(id).stream()
                                .map(ingredient -> new Ingredient(ingredient, chance.word(), chance.number(9)))
                                .toList()));
    }
}
