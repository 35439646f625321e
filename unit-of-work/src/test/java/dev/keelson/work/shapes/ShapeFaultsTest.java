package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be mapped is told at start-up: each fault with its place and its mend, all of them together. */
class ShapeFaultsTest {

    record Node(String name, @Nullable Node next) {}

    record Endless(UUID id, Node node) {}

    record Doubled(UUID id, String title, String caption) {}

    record Long(UUID id, String name) {}

    sealed interface Shape permits Circle, Polygon {}

    record Circle(UUID id, int radius) implements Shape {}

    non-sealed interface Polygon extends Shape {}

    record Triangle(UUID id, int side) implements Polygon {}

    abstract static class Open {
        @Nullable
        UUID id;
    }

    static final class Sealed {
        private final UUID id;
        private final String secret;

        Sealed(UUID id) {
            this.id = id;
            this.secret = "s";
        }
    }

    static final class Buyer {
        private final UUID id;
        private List<Bill> bills = new ArrayList<>();

        Buyer(UUID id) {
            this.id = id;
        }
    }

    record Bill(UUID id, int cents) {}

    sealed interface Counted permits Ticked, Tallied {}

    record Ticked(long id) implements Counted {}

    record Tallied(long id) implements Counted {}

    static final class Owner {
        private final UUID id;
        private final List<Pet> pets;

        Owner(UUID id, List<Pet> pets) {
            this.id = id;
            this.pets = pets;
        }
    }

    static final class Pet {
        private final UUID id;
        private final Owner owner;

        Pet(UUID id, Owner owner) {
            this.id = id;
            this.owner = owner;
        }
    }

    record Hen(UUID id, Egg egg) {}

    record Egg(UUID id, Hen hen) {}

    record Point(int x, int y) {}

    record Cloud(UUID id, List<Point> points) {}

    record Getter(UUID id, String name) {

        String shout() {
            return name + "!";
        }
    }

    record Elsewhere(String name) {}

    sealed interface Fruit permits Apple {}

    record Apple(UUID id, String sort) implements Fruit {}

    static final class Crew {
        private final UUID id;
        private final List<Sailor> sailors = new ArrayList<>();

        Crew(UUID id) {
            this.id = id;
        }
    }

    static final class Sailor {
        private final UUID id;
        private @Nullable Crew crew;
        private @Nullable Crew former;

        Sailor(UUID id) {
            this.id = id;
        }
    }

    private static KeelsonBuilder everythingWrong() {
        return Keelson.builder()
                .map(Endless.class)
                .map(Doubled.class, doubled -> doubled.property("caption", p -> p.column("title")))
                .map(Long.class, all -> all.property("name", p -> p.column("n".repeat(64))))
                .map(Shape.class)
                .map(Open.class)
                .map(Sealed.class)
                .map(Buyer.class)
                .map(Bill.class)
                .map(
                        Counted.class,
                        counted ->
                                counted.inheritance(Inheritance.TABLE_PER_CLASS).databaseIds())
                .map(Owner.class)
                .map(Hen.class)
                .map(Egg.class)
                .map(Cloud.class, cloud -> cloud.values("points", points -> points.unordered()))
                .map(
                        Getter.class,
                        getter -> getter.property(Getter::shout, p -> p.column("loud"))
                                .property(Elsewhere::name, p -> p.column("other")))
                .map(
                        Fruit.class,
                        fruit -> fruit.subtype(Apple.class, apple -> apple.property("srot", p -> p.optional())))
                .map(Crew.class);
    }

    private static List<String> faults(KeelsonBuilder builder) {
        MappingException refused = catchThrowableOfType(MappingException.class, builder::schema);
        assertThat(refused).as("a fault").isNotNull();
        return refused.faults().stream()
                .map(fault -> fault.path() + ": " + fault.problem() + "; " + fault.mend())
                .toList();
    }

    @Test
    void all_faults_are_told_together() {
        String here = ShapeFaultsTest.class.getName() + "$";
        assertThat(faults(everythingWrong()))
                .containsExactlyInAnyOrder(
                        "Endless.node.next: a Node contains itself, so it would need columns without end; break the"
                            + " circle, or give the property a converter: .property(\"...\", p -> p.converter(...))",
                        "Doubled.caption: column doubleds.title already belongs to 'title'; give one of them another"
                                + " name: .property(\"...\", p -> p.column(\"...\")) or .prefix(\"...\")",
                        "Long.name: the name '" + "n".repeat(64) + "' has 64 bytes; PostgreSQL cuts names after 63;"
                                + " give it a shorter one: .column(\"...\"), .prefix(\"...\") or .table(\"...\")",
                        "Shape: no concrete class of " + here + "Polygon is mapped: it is not sealed, so its subtypes"
                                + " cannot be found; seal it, or name them: .subtypes(...)",
                        "Open: no concrete class of " + here + "Open is mapped: it is not sealed, so its subtypes"
                                + " cannot be found; seal it, or name them: .subtypes(...)",
                        "Sealed: no usable constructor: " + here + "Sealed has none whose parameters are all persistent"
                                + " properties and cover the final ones (id, secret): Sealed(id) leaves the final"
                                + " 'secret' unset; add such a constructor (private is fine), or make the fields"
                                + " non-final and add a private no-argument one",
                        "Buyer.bills: its elements: refers to objects of another aggregate, Bill, which has a life and"
                                + " a version of its own; hold Refs<Bill>, or the identifiers: Set<UUID>",
                        "Counted: each of its classes has a table of its own, and nothing keeps identifiers unique"
                                + " across them; use UUIDs, one sequence for all: .databaseIds(\"...\"), or another"
                                + " inheritance",
                        "Owner.pets.owner: is set by the constructor, but the Owner around it is made only afterwards,"
                                + " since its own constructor takes what leads here; make the field non-final and no"
                                + " parameter of the constructor, or fill the collection of Owner after construction",
                        "Egg.hen: a circle of references goes through constructors alone: Egg.hen -> Hen.egg; make one"
                                + " of these fields non-final and no parameter of the constructor, or hold a Ref or the"
                                + " identifier",
                        "Cloud.points: its elements have neither an identifier nor a place, and may be there twice, so"
                                + " that nothing tells their rows apart; give Point an id, keep the place (no"
                                + " .unordered(), no .sortedBy(...)), or make it a Set",
                        "Getter.shout: there is no such property; known are: id, name",
                        "Getter.name: its accessor was given as one of " + here + "Elsewhere, which is another class;"
                                + " write Getter::name",
                        "Fruit(Apple).srot: there is no such property; did you mean 'sort'?",
                        "Crew.sailors.crew: could be the Crew around it, and so could 'former'; say what each is:"
                                + " .property(\"...\", p -> p.backReference()) or p.reference()",
                        "Crew.sailors.former: could be the Crew around it, and so could 'crew'; say what each is:"
                                + " .property(\"...\", p -> p.backReference()) or p.reference()");
    }

    @Test
    void a_lambda_that_is_no_accessor_is_refused_with_what_to_write() {
        KeelsonBuilder builder = Keelson.builder()
                .map(Lazy.class, lazy -> lazy.property((Lazy one) -> one.name().orElse(""), p -> p.optional()));
        assertThatThrownBy(builder::schema)
                .hasMessageContaining("is no method reference of an accessor")
                .hasMessageContaining("Order::total");
    }

    record Lazy(UUID id, Optional<String> name) {}

    // ---- one kind of fault each, with its other forms

    sealed interface Wide permits Left, Right {}

    record Left(UUID id) implements Wide {}

    record Right(UUID id, String rightHand) implements Wide {}

    @Test
    void a_class_that_a_sealed_type_permits_is_mapped_even_where_only_others_are_named() {
        assertThat(Keelson.builder()
                        .map(Wide.class, wide -> wide.subtypes(Left.class))
                        .schema()
                        .ddl())
                .contains("right_hand");
    }

    @Test
    void a_class_that_is_named_as_a_subtype_and_is_none_is_told() {
        assertThat(faults(Keelson.builder().map(Wide.class, wide -> wide.subtypes(Bill.class))))
                .containsExactly("Wide: " + Bill.class.getName()
                        + " is named as a subtype, but is no Wide; name classes" + " that descend from Wide");
    }

    record Third(UUID id) {}

    record Second(UUID id, Third third) {}

    record First(UUID id, Second second) {}

    @Test
    void references_further_than_a_load_follows_are_told_with_their_path() {
        assertThat(faults(Keelson.builder()
                        .map(First.class)
                        .map(Second.class)
                        .map(Third.class)
                        .maxReferenceLevels(1)))
                .containsExactly("First.second.third: is more levels of references away than a load follows; hold a Ref"
                        + " or the identifier somewhere on the way, or raise .maxReferenceLevels(...)");
    }
}
