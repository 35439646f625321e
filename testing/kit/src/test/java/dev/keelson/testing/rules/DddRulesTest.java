package dev.keelson.testing.rules;

import static dev.keelson.testing.rules.Projects.CLASSES;
import static dev.keelson.testing.rules.Projects.MESSY;
import static dev.keelson.testing.rules.Projects.MOLECULES;
import static dev.keelson.testing.rules.Projects.NOTHING;
import static dev.keelson.testing.rules.Projects.PLAIN;
import static dev.keelson.testing.rules.Projects.TIDY;
import static dev.keelson.testing.rules.Projects.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.testing.rules.messy.domain.Customer;
import dev.keelson.testing.rules.messy.domain.Invoice;
import dev.keelson.testing.rules.messy.domain.Order;
import dev.keelson.testing.rules.plain.messy.Shop;
import org.junit.jupiter.api.Test;

/** Each rule of domain-driven design finds what breaks it in the messy projects, and nothing in the tidy ones. */
class DddRulesTest {

    private static final String ROOT =
            "which is the root of an aggregate, since it is of type dev.keelson.kernel.AggregateRoot";
    private static final String VALUE = "is a value object, since it is of type dev.keelson.kernel.ValueObject";

    private final DddRules tidy = DddRules.in(TIDY);
    private final DddRules messy = DddRules.in(MESSY);
    private final DddRules molecules = DddRules.in(MOLECULES + ".messy");
    private final DddRules plain = DddRules.in(PLAIN + ".messy").mapped(Projects.messyPlain());

    @Test
    void tidy_projects_keep_all_rules() {
        assertThatCode(() -> tidy.check(CLASSES)).doesNotThrowAnyException();
        assertThatCode(() -> tidy.all().check(CLASSES)).doesNotThrowAnyException();
        assertThatCode(() -> DddRules.in(MOLECULES + ".tidy").check(CLASSES)).doesNotThrowAnyException();
        assertThatCode(() -> DddRules.in(PLAIN + ".tidy")
                        .mapped(Projects.tidyPlain())
                        .check(CLASSES))
                .doesNotThrowAnyException();
    }

    @Test
    void messy_projects_are_told_all_that_they_break_at_once() {
        for (DddRules rules : new DddRules[] {messy, molecules, plain}) {
            assertThatThrownBy(() -> rules.check(CLASSES))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(" breaks 6 of 6 rules of domain-driven design:\n\n");
        }
        assertThatThrownBy(() -> messy.all().check(CLASSES)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aggregates_refer_to_each_other_by_identifier() {
        assertThat(found(tidy.aggregatesReferByIdentifier(), TIDY)).isEmpty();
        assertThat(found(messy.aggregatesReferByIdentifier(), MESSY))
                .containsExactly("Order.customer holds Customer, " + ROOT, "Order.invoice holds Invoice, " + ROOT);
        assertThat(found(molecules.aggregatesReferByIdentifier(), MOLECULES + ".messy"))
                .containsExactly("Parcels.Parcel.carrier holds Carrier, which is the root of an aggregate, since it is"
                        + " annotated org.jmolecules.ddd.annotation.AggregateRoot");
        assertThat(found(plain.aggregatesReferByIdentifier(), PLAIN + ".messy"))
                .containsExactly(
                        "Shop.Order.customer holds Customer, which is the root of an aggregate, since the mapping"
                                + " says so");
    }

    @Test
    void a_reference_that_is_meant_as_an_object_is_allowed() {
        assertThat(found(
                        messy.allowingObjectReference(Order.class, Customer.class)
                                .aggregatesReferByIdentifier(),
                        MESSY))
                .containsExactly("Order.invoice holds Invoice, " + ROOT);
        assertThat(found(
                        messy.allowingObjectReference(Order.class, Customer.class)
                                .allowingObjectReference(Order.class, Invoice.class)
                                .aggregatesReferByIdentifier(),
                        MESSY))
                .isEmpty();
        assertThat(found(messy.allowingObjectReferences().aggregatesReferByIdentifier(), MESSY))
                .isEmpty();
    }

    @Test
    void an_entity_belongs_to_one_aggregate() {
        assertThat(found(tidy.entitiesBelongToOneAggregate(), TIDY)).isEmpty();
        assertThat(found(messy.entitiesBelongToOneAggregate(), MESSY))
                .containsExactly("OrderLine belongs to 2 aggregates: Invoice (it holds it by Invoice.billed), Order (it"
                        + " holds it by Order.lines). It is an entity, since it is of type dev.keelson.kernel.Entity");
        assertThat(found(molecules.entitiesBelongToOneAggregate(), MOLECULES + ".messy"))
                .containsExactly("Parcels.Stop belongs to 2 aggregates: Carrier (it holds it by Carrier.stops), Parcel"
                        + " (its type argument of Entity says so). It is an entity, since it is of type"
                        + " org.jmolecules.ddd.types.Entity");
        assertThat(found(plain.entitiesBelongToOneAggregate(), PLAIN + ".messy"))
                .containsExactly("Shop.Line belongs to 2 aggregates: Invoice (it holds it by Invoice.lines), Order (it"
                        + " holds it by Order.trip.lines). It is an entity, since the mapping says so");
    }

    @Test
    void value_objects_are_immutable() {
        String kept = " that is kept as it was given, so that whoever gave it can change it: ";
        assertThat(found(tidy.valueObjectsAreImmutable(), TIDY)).isEmpty();
        assertThat(found(messy.valueObjectsAreImmutable(), MESSY))
                .containsExactly(
                        "Basket.guests is a Map" + kept + "take a copy in the constructor, Map.copyOf(...); Basket "
                                + VALUE,
                        "Basket.lines is a List" + kept + "take a copy in the constructor, List.copyOf(...); Basket "
                                + VALUE,
                        "Basket.picture is an array" + kept + "clone it, also where it is given out; Basket " + VALUE,
                        "Price.cents can be assigned again, since it is not final; Price " + VALUE,
                        "Price.setCents is a setter; Price " + VALUE,
                        "Price.since is a java.util.Date, which can change: take a java.time.Instant; Price " + VALUE);
        assertThat(found(molecules.valueObjectsAreImmutable(), MOLECULES + ".messy"))
                .containsExactly("Parcels.Weight.grams can be assigned again, since it is not final; Weight is a value"
                        + " object, since it is annotated org.jmolecules.ddd.annotation.ValueObject");
        assertThat(found(plain.valueObjectsAreImmutable(), PLAIN + ".messy"))
                .containsExactly(
                        "Shop.Money.cents can be assigned again, since it is not final; Money is a value object, since"
                                + " the mapping stores it without an identity of its own",
                        "Shop.Trip.lines is a List" + kept + "take a copy in the constructor, List.copyOf(...); Trip is"
                                + " a value object, since the mapping says so");
    }

    @Test
    void a_view_an_optional_collection_and_a_constant_that_changes_are_not_immutable() {
        String views = "dev.keelson.testing.rules.views";
        String kept =
                " is a List that is kept as it was given, so that whoever gave it can change it: take a copy in the"
                        + " constructor, List.copyOf(...); ";

        assertThat(found(DddRules.in(views).valueObjectsAreImmutable(), views))
                .containsExactly(
                        "Trips.Level.calls can be assigned again, since it is not final; Level " + VALUE,
                        "Trips.Perhaps.stops" + kept + "Perhaps " + VALUE,
                        "Trips.Seen.stops" + kept + "Seen " + VALUE);
    }

    @Test
    void value_objects_hold_no_entities() {
        assertThat(found(tidy.valueObjectsHoldNoEntities(), TIDY)).isEmpty();
        assertThat(found(messy.valueObjectsHoldNoEntities(), MESSY))
                .containsExactly(
                        "Basket.guests holds Customer, " + ROOT + "; but Basket " + VALUE,
                        "Basket.lines holds OrderLine, which is an entity, since it is of type"
                                + " dev.keelson.kernel.Entity; but Basket " + VALUE);
        assertThat(found(molecules.valueObjectsHoldNoEntities(), MOLECULES + ".messy"))
                .containsExactly("Parcels.Weight.truck holds Truck, which is an entity, since it is annotated"
                        + " org.jmolecules.ddd.annotation.Entity; but Weight is a value object, since it is annotated"
                        + " org.jmolecules.ddd.annotation.ValueObject");
        assertThat(found(plain.valueObjectsHoldNoEntities(), PLAIN + ".messy"))
                .containsExactly(
                        "Shop.Trip.lines holds Line, which is an entity, since the mapping says so; but Trip is"
                                + " a value object, since the mapping says so");
    }

    @Test
    void only_roots_have_repositories() {
        assertThat(found(tidy.repositoriesKeepRoots(), TIDY)).isEmpty();
        assertThat(found(messy.repositoriesKeepRoots(), MESSY))
                .containsExactly(
                        "PriceBook is a repository of Price, which is no root but a value object, since it is of"
                                + " type dev.keelson.kernel.ValueObject");
        assertThat(found(molecules.repositoriesKeepRoots(), MOLECULES + ".messy"))
                .containsExactly("Parcels.Trucks is a repository of Truck, which is no root but an entity, since it is"
                        + " annotated org.jmolecules.ddd.annotation.Entity");
        assertThat(found(plain.repositoriesKeepRoots(), PLAIN + ".messy"))
                .containsExactly("Shop.Lines is a repository of Line, which is no root but an entity, since the mapping"
                        + " says so");
    }

    @Test
    void aggregates_have_no_public_setters() {
        assertThat(found(tidy.aggregatesHaveNoPublicSetters(), TIDY)).isEmpty();
        assertThat(found(messy.aggregatesHaveNoPublicSetters(), MESSY))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo("Order.note is public and not final, so that anybody assigns it"),
                        one -> assertThat(one).startsWith("Order.setPaid is a public setter (Order.java"),
                        one -> assertThat(one).startsWith("OrderLine.setQuantity is a public setter (OrderLine.java"));
        assertThat(found(molecules.aggregatesHaveNoPublicSetters(), MOLECULES + ".messy"))
                .hasSize(1)
                .allMatch(one -> one.startsWith("Parcels.Carrier.setName is a public setter"));
        assertThat(found(plain.aggregatesHaveNoPublicSetters(), PLAIN + ".messy"))
                .hasSize(1)
                .allMatch(one -> one.startsWith("Shop.Line.setItem is a public setter"));
    }

    @Test
    void what_a_class_is_can_be_said_by_hand() {
        DddRules said = DddRules.in(PLAIN + ".messy")
                .aggregates(Shop.Order.class, Shop.Customer.class)
                .entities(Shop.Line.class)
                .values(Shop.Trip.class);

        assertThat(found(said.aggregatesReferByIdentifier(), PLAIN + ".messy"))
                .containsExactly("Shop.Order.customer holds Customer, which is the root of an aggregate, since the test"
                        + " says so");
        assertThat(found(said.valueObjectsHoldNoEntities(), PLAIN + ".messy")).hasSize(1);
        assertThatThrownBy(() -> said.aggregates(Order.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot say what " + MESSY + ".domain.Order is: it lies outside " + PLAIN);
    }

    @Test
    void what_is_excused_with_a_reason_is_not_told() {
        assertThat(found(
                        messy.excusing(Order.class, "is rewritten for the next release")
                                .aggregatesReferByIdentifier(),
                        MESSY))
                .isEmpty();
    }

    @Test
    void a_domain_without_a_known_aggregate_is_told_how_to_name_them() {
        String words = "No aggregate is known in " + NOTHING + ", so nothing can be checked: nothing there extends"
                + " dev.keelson.kernel.AggregateRoot, is kept by a"
                + " dev.keelson.kernel.Repository, or is marked as one by"
                + " jMolecules. Say which they are, by the mapping:"
                + " DddRules.check(keelson, \"" + NOTHING
                + "\"); or by name: DddRules.in(\"" + NOTHING + "\").aggregates(Order.class).check().";

        assertThatThrownBy(() -> DddRules.in(NOTHING).check(CLASSES)).hasMessage(words);
        assertThat(found(DddRules.in(NOTHING).repositoriesKeepRoots(), "none")).containsExactly(words);
        assertThatThrownBy(
                        () -> DddRules.in(NOTHING).mapped(Projects.tidyPlain()).check(CLASSES))
                .hasMessageContaining("the mapping has none of a class that lies there. Say which they are");
    }

    @Test
    void a_package_without_classes_is_told() {
        assertThatThrownBy(() -> DddRules.check("com.acme.nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("No class lies in com.acme.nowhere, so there is nothing");
        assertThatThrownBy(() ->
                        DddRules.in("com.acme.nowhere").repositoriesKeepRoots().check(CLASSES))
                .hasMessageContaining("No class lies in com.acme.nowhere, so there is nothing");
    }
}
