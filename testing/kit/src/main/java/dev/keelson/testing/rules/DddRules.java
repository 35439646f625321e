package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.keelson.work.Keelson;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds a domain to the rules of aggregates, in one line of a test:
 *
 * <pre>{@code
 * DddRules.check(keelson, "com.acme.shop");
 * }</pre>
 *
 * <p>What is a root, an entity and a value object is known exactly by the mapping, so this is the strongest form; {@link
 * #mapped(Schema)} takes it without a database. Without a mapping, {@code DddRules.check("com.acme.shop")}, it is known of classes that
 * say so by the kernel's types or by the types and annotations of jMolecules, of roots by their repositories, and of those that are
 * named by {@link #aggregates}, {@link #entities} and {@link #values}. Each rule can be had by itself, as an {@link ArchRule}
 * for those who let ArchUnit run it. Immutable: each method returns other rules.
 *
 * <p>Source: Evans, DDD Reference, Aggregates, Entities, Value Objects, Repositories.
 */
public final class DddRules {

    private final Scope scope;
    private final Map<String, Roles.Known> said;
    private final List<DomainModel> models;
    private final References.Allowed allowed;

    private DddRules(Scope scope, Map<String, Roles.Known> said, List<DomainModel> models, References.Allowed allowed) {
        this.scope = scope;
        this.said = said;
        this.models = models;
        this.allowed = allowed;
    }

    /**
     * The rules for a domain in these packages.
     *
     * @param packages the packages that the domain and its repositories lie in, as {@code "com.acme.shop"}
     * @throws IllegalArgumentException if there is none, or one is no name of a package
     */
    public static DddRules in(String... packages) {
        return new DddRules(Scope.of(packages), Map.of(), List.of(), References.Allowed.NONE);
    }

    /**
     * Checks all rules, by what the classes say of themselves.
     *
     * @param packages the packages that the domain and its repositories lie in
     * @throws AssertionError with everything that breaks a rule, why it is one, and what to do instead
     */
    public static void check(String... packages) {
        in(packages).check();
    }

    /**
     * Checks all rules, by what a mapping knows.
     *
     * @param packages the packages that the domain and its repositories lie in
     * @throws AssertionError with everything that breaks a rule, why it is one, and what to do instead
     */
    public static void check(Keelson keelson, String... packages) {
        in(packages).mapped(keelson).check();
    }

    /** Takes from its mapping what each class is; said again, from several. */
    public DddRules mapped(Keelson keelson) {
        return mapped(keelson.model());
    }

    /** The same without a database: {@code mapped(Keelson.builder().map(Order.class).schema())}. */
    public DddRules mapped(Schema schema) {
        return mapped(schema.model());
    }

    private DddRules mapped(DomainModel model) {
        List<DomainModel> more = new ArrayList<>(models);
        more.add(model);
        return new DddRules(scope, said, List.copyOf(more), allowed);
    }

    /**
     * Says of these classes that they are roots of aggregates, whatever else is known of them.
     *
     * @throws IllegalArgumentException if one lies outside the packages
     */
    public DddRules aggregates(Class<?>... roots) {
        return saying(Role.ROOT, roots);
    }

    /** Says of these classes that they are entities within aggregates. */
    public DddRules entities(Class<?>... entities) {
        return saying(Role.ENTITY, entities);
    }

    /** Says of these classes that they are value objects. */
    public DddRules values(Class<?>... values) {
        return saying(Role.VALUE, values);
    }

    private DddRules saying(Role role, Class<?>... types) {
        Map<String, Roles.Known> more = new HashMap<>(said);
        for (Class<?> type : types) {
            scope.requireWithin(type);
            more.put(type.getName(), new Roles.Known(role, "the test says so"));
        }
        return new DddRules(scope, Map.copyOf(more), models, allowed);
    }

    /**
     * Lets objects of a class hold another aggregate as an object, which Keelson can map as well.
     *
     * @param holder the root, or what is inside of it and has the field
     * @param root the other aggregate
     */
    public DddRules allowingObjectReference(Class<?> holder, Class<?> root) {
        return new DddRules(scope, said, models, allowed.and(holder, root));
    }

    /** Lets all aggregates hold others as objects. */
    public DddRules allowingObjectReferences() {
        return new DddRules(scope, said, models, allowed.andAll());
    }

    /**
     * Tells nothing that is found in a class.
     *
     * @param reason why, for whoever reads the test; not blank
     */
    public DddRules excusing(Class<?> type, String reason) {
        return new DddRules(scope.excusing(type, reason), said, models, allowed);
    }

    /**
     * Checks all rules on the classes that are on the class path, without those of tests.
     *
     * @throws AssertionError with everything that breaks a rule, why it is one, and what to do instead
     */
    public void check() {
        check(scope.imported());
    }

    /**
     * Checks all rules on these classes.
     *
     * @throws AssertionError with everything that breaks a rule, why it is one, and what to do instead; or if no aggregate is known
     */
    public void check(JavaClasses classes) {
        List<JavaClass> found = scope.within(classes);
        if (!found.isEmpty() && roles(found).all(Role.ROOT).isEmpty()) {
            throw new AssertionError(noAggregate());
        }
        new Verdict("domain-driven design", scope, rules()).on(found);
    }

    /** All rules as one for ArchUnit. */
    public ArchRule all() {
        return CompositeArchRule.of(rules().stream().map(rule -> rule.of(scope)).toList());
    }

    /** Aggregates refer to each other by identifier, {@code Ref} or {@code Refs}. */
    public ArchRule aggregatesReferByIdentifier() {
        return references().of(scope);
    }

    /** An entity belongs to one aggregate. */
    public ArchRule entitiesBelongToOneAggregate() {
        return belonging().of(scope);
    }

    /** Value objects do not change. */
    public ArchRule valueObjectsAreImmutable() {
        return immutability().of(scope);
    }

    /** Value objects hold nothing that has an identity. */
    public ArchRule valueObjectsHoldNoEntities() {
        return plainValues().of(scope);
    }

    /** Only roots have repositories. */
    public ArchRule repositoriesKeepRoots() {
        return repositories().of(scope);
    }

    /** Roots and entities have no public setters and no public fields that can be assigned. */
    public ArchRule aggregatesHaveNoPublicSetters() {
        return setters().of(scope);
    }

    private List<Rule> rules() {
        return List.of(references(), belonging(), immutability(), plainValues(), repositories(), setters());
    }

    private Rule references() {
        return new Rule(
                "Aggregates refer to each other by identifier, Ref or Refs.",
                "An aggregate is loaded, changed and stored by itself. One that holds another as an object reads it"
                        + " along, and its methods may change what is somebody else's to guard.",
                "Keep the identifier (CustomerId), or a Ref<Customer> where it is walked to. If the object is meant,"
                    + " and mapped as one, say .allowingObjectReference(Order.class, Customer.class). If it is a part,"
                    + " it needs no repository and no base class of roots.",
                search(roles -> classes -> references(roles, classes).toOtherRoots()));
    }

    private Rule belonging() {
        return new Rule(
                "An entity belongs to one aggregate.",
                "The root answers for all that is inside of it. With two roots nobody does: each changes it behind the"
                        + " other's back, and both store it.",
                "Give each aggregate an entity of its own, make it a value object, or make it an aggregate that both"
                        + " refer to by its identifier.",
                search(roles -> classes -> references(roles, classes).sharedEntities()));
    }

    private Rule immutability() {
        return new Rule(
                "Value objects are immutable.",
                "A value stands for what it says, as a number does, and is shared without a thought. If it can change,"
                        + " it changes for all who hold it.",
                "Make it a record, copy collections in its constructor, and return another value instead of changing"
                        + " this one. If it has to change, it is an entity: give it an identifier.",
                search(roles -> classes -> new Immutability(roles).missing()));
    }

    private Rule plainValues() {
        return new Rule(
                "Value objects hold no entities.",
                "A value is the same as another of equal content; with an entity inside it would change when that"
                        + " does.",
                "Keep the entity's identifier, or let the entity hold the value.",
                search(roles -> classes -> references(roles, classes).inValues()));
    }

    private Rule repositories() {
        return new Rule(
                "Only roots have repositories.",
                "What is inside of an aggregate is reached by its root, which keeps the aggregate's rules. A"
                        + " repository of a part leads around them.",
                "Load the root, and ask it. If the part is looked for and changed by itself, it is an aggregate.",
                search(roles -> classes -> new Repositories(roles).ofParts(classes)));
    }

    private Rule setters() {
        return new Rule(
                "Aggregates have no public setters.",
                "A setter lets anybody make a state that no rule has looked at, and does not say what happened.",
                "Name the method after what happens, order.redirect(address), and check there; Keelson stores fields"
                        + " and needs no setter.",
                search(roles -> classes -> Setters.in(roles)));
    }

    private References references(Roles roles, List<JavaClass> classes) {
        return new References(roles, new Members(roles, classes), allowed);
    }

    /** Looks only where an aggregate is known, and says so where none is. */
    private Function<List<JavaClass>, List<Finding>> search(
            Function<Roles, Function<List<JavaClass>, List<Finding>>> rule) {
        return classes -> {
            Roles roles = roles(classes);
            return roles.all(Role.ROOT).isEmpty()
                    ? List.of(Finding.ofAll(noAggregate()))
                    : rule.apply(roles).apply(classes);
        };
    }

    private Roles roles(List<JavaClass> classes) {
        return new Roles(classes, said, new Mapped(models));
    }

    private String noAggregate() {
        return "No aggregate is known in " + scope.names() + ", so nothing can be checked: "
                + (models.isEmpty()
                        ? "nothing there extends dev.keelson.kernel.AggregateRoot, is kept by a"
                                + " dev.keelson.kernel.Repository, or is marked as one by jMolecules."
                        : "the mapping has none of a class that lies there.")
                + " Say which they are, by the mapping: DddRules.check(keelson, \""
                + scope.packages().get(0) + "\"); or by name: DddRules.in(\""
                + scope.packages().get(0) + "\").aggregates(Order.class).check().";
    }
}
