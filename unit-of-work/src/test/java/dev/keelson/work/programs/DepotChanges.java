package dev.keelson.work.programs;

import dev.keelson.work.programs.Country.CountryCode;
import dev.keelson.work.programs.Depot.Address;
import dev.keelson.work.programs.Depot.Box;
import dev.keelson.work.programs.Depot.DepotId;
import dev.keelson.work.programs.Depot.Mark;
import dev.keelson.work.programs.Depot.Place;
import dev.keelson.work.programs.Depot.Shelf;
import dev.keelson.work.programs.Depot.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Changes of depots. */
final class DepotChanges implements Changes<Depot> {

    @Override
    public Class<Depot> type() {
        return Depot.class;
    }

    @Override
    public Depot create(Scene scene) {
        return new Depot(new DepotId(scene.chance().id()));
    }

    @Override
    public Depot copy(Depot depot, Scene scene) {
        Depot copy = new Depot(depot.id);
        copy.name = depot.name;
        copy.open = depot.open;
        copy.rent = depot.rent;
        copy.since = depot.since;
        copy.size = new Size(depot.size.width(), depot.size.height());
        copy.address = depot.address;
        copy.country = depot.country;
        depot.shelves.forEach(shelf -> copy.shelves.add(copy(shelf)));
        copy.tags = new LinkedHashSet<>(depot.tags);
        copy.notes.addAll(depot.notes);
        copy.stock.putAll(depot.stock);
        copy.suppliers.addAll(depot.suppliers);
        return copy;
    }

    private static Shelf copy(Shelf shelf) {
        Shelf copy = new Shelf(shelf.id);
        copy.label = shelf.label;
        for (Box box : shelf.boxes) {
            Box twin = new Box(box.id);
            twin.code = box.code;
            twin.weight = box.weight;
            twin.checked = box.checked;
            twin.marks.addAll(box.marks);
            copy.boxes.add(twin);
        }
        return copy;
    }

    @Override
    public List<Change<Depot>> all() {
        return List.of(
                Change.of("name", (depot, scene) -> depot.name = scene.chance().word()),
                Change.of("open", (depot, scene) -> depot.open = !depot.open),
                Change.of("rent", (depot, scene) -> depot.rent = scene.chance().money()),
                Change.of(
                        "since", (depot, scene) -> depot.since = scene.chance().instant()),
                Change.of(
                        "size",
                        (depot, scene) -> depot.size = new Size(
                                scene.chance().number(2), scene.chance().number(2))),
                Change.of(
                        "address",
                        (depot, scene) -> depot.address = scene.chance().maybe(() -> address(scene.chance()))),
                Change.of(
                        "country",
                        (depot, scene) -> depot.country = scene.chance().maybe(() -> code(scene))),
                Change.of("add shelf", (depot, scene) -> scene.chance().insert(depot.shelves, shelf(scene.chance()))),
                Change.of("remove shelf", (depot, scene) -> scene.chance().take(depot.shelves)),
                Change.of("shuffle shelves", (depot, scene) -> scene.chance().shuffle(depot.shelves)),
                Change.of(
                        "same shelves in another list",
                        (depot, scene) -> depot.shelves = new ArrayList<>(depot.shelves)),
                Change.of("copies of shelves", (depot, scene) -> depot.shelves.replaceAll(DepotChanges::copy)),
                Change.of(
                        "label",
                        (depot, scene) ->
                                shelf(depot, scene).label = scene.chance().word()),
                Change.of(
                        "add box",
                        (depot, scene) -> scene.chance().insert(shelf(depot, scene).boxes, box(scene.chance()))),
                Change.of("remove box", (depot, scene) -> scene.chance().take(shelf(depot, scene).boxes)),
                Change.of("box to another shelf", DepotChanges::moveBox),
                Change.of("shuffle boxes", (depot, scene) -> scene.chance().shuffle(shelf(depot, scene).boxes)),
                Change.of("codes of boxes", DepotChanges::recode),
                Change.of(
                        "weight",
                        (depot, scene) -> shelf(depot, scene)
                                .boxes
                                .forEach(box -> box.weight = scene.chance().money())),
                Change.of(
                        "checked",
                        (depot, scene) -> shelf(depot, scene)
                                .boxes
                                .forEach(box -> box.checked = scene.chance().maybe(scene.chance()::date))),
                Change.of(
                        "marks", (depot, scene) -> shelf(depot, scene).boxes.forEach(box -> mark(box, scene.chance()))),
                Change.of(
                        "tags",
                        (depot, scene) ->
                                toggle(depot.tags, "t" + scene.chance().number(5))),
                Change.of(
                        "add note",
                        (depot, scene) -> scene.chance()
                                .insert(depot.notes, scene.chance().word())),
                Change.of("remove note", (depot, scene) -> scene.chance().take(depot.notes)),
                Change.of(
                        "stock",
                        (depot, scene) -> depot.stock.put(
                                "s" + scene.chance().number(4), scene.chance().number(3))),
                Change.of(
                        "no stock",
                        (depot, scene) ->
                                depot.stock.remove("s" + scene.chance().number(4))),
                Change.of("suppliers", (depot, scene) -> {
                    if (!scene.living(Country.class).isEmpty()) {
                        toggle(depot.suppliers, code(scene));
                    }
                }));
    }

    private static <T> void toggle(Set<T> values, T value) {
        if (!values.remove(value)) {
            values.add(value);
        }
    }

    private static Address address(Chance chance) {
        return new Address(
                chance.word(), chance.maybe(chance::word), new Place(chance.number(2), "Rome" + chance.number(2)));
    }

    private static CountryCode code(Scene scene) {
        List<RootKey> countries = scene.living(Country.class);
        return countries.isEmpty()
                ? new CountryCode("none")
                : (CountryCode) scene.chance().any(countries).id();
    }

    private static Shelf shelf(Chance chance) {
        Shelf shelf = new Shelf(chance.id());
        shelf.label = chance.word();
        for (int boxes = chance.number(5); boxes > 0; boxes--) {
            shelf.boxes.add(box(chance));
        }
        return shelf;
    }

    static Box box(Chance chance) {
        Box box = new Box(chance.id());
        box.code = "c" + chance.number(7);
        box.weight = chance.money();
        mark(box, chance);
        return box;
    }

    private static void mark(Box box, Chance chance) {
        toggle(box.marks, new Mark("m" + chance.number(2), chance.maybe(() -> chance.number(2))));
    }

    /** Any shelf, a new one where there is none. */
    static Shelf shelf(Depot depot, Scene scene) {
        if (depot.shelves.isEmpty()) {
            depot.shelves.add(shelf(scene.chance()));
        }
        return scene.chance().any(depot.shelves);
    }

    private static void moveBox(Depot depot, Scene scene) {
        Box box = scene.chance().take(shelf(depot, scene).boxes);
        if (box != null) {
            scene.chance().insert(shelf(depot, scene).boxes, box);
        }
    }

    /** Codes change places, or become others. */
    private static void recode(Depot depot, Scene scene) {
        List<Box> boxes = shelf(depot, scene).boxes;
        List<String> codes = new ArrayList<>(boxes.stream().map(box -> box.code).toList());
        if (scene.chance().coin()) {
            codes.replaceAll(code -> "c" + scene.chance().number(7));
        }
        scene.chance().shuffle(codes);
        for (int i = 0; i < boxes.size(); i++) {
            boxes.get(i).code = codes.get(i);
        }
    }

    @Override
    public boolean mend(Depot depot, Scene scene) {
        CountryCode country = depot.country;
        if (country != null && !scene.lives(Country.class, country)) {
            depot.country = scene.chance().coin() ? null : code(scene);
            if (scene.living(Country.class).isEmpty()) {
                depot.country = null;
            }
        }
        depot.suppliers.removeIf(supplier -> !scene.lives(Country.class, supplier));
        if (depot.name.contains("\0")) {
            depot.name = "mended";
        }
        for (Shelf shelf : depot.shelves) {
            Set<String> codes = new HashSet<>();
            Set<String> free = new TreeSet<>();
            for (int i = 0; i <= shelf.boxes.size() + 7; i++) {
                free.add("c" + i);
            }
            shelf.boxes.forEach(box -> free.remove(box.code));
            for (Box box : shelf.boxes) {
                if (!codes.add(box.code)) {
                    box.code = Objects.requireNonNull(free.iterator().next());
                    free.remove(box.code);
                    codes.add(box.code);
                }
            }
        }
        return true;
    }
}
