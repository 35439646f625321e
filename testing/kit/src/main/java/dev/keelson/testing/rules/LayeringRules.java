package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a service to its layers, in one line of a test:
 *
 * <pre>{@code
 * LayeringRules.check("com.acme.shop");
 * }</pre>
 *
 * or, where the packages have other names,
 *
 * <pre>{@code
 * LayeringRules.in("com.acme.shop").domain("..model..").application("..usecases..").outside("..main..").check();
 * }</pre>
 *
 * <p>The layers are packages: {@code domain}, {@code application} and {@code infrastructure}, at any depth. A pattern that begins with
 * dots is looked for within the given packages; others are whole names. What lies in the given packages themselves, and what is
 * {@link #outside}, stands around the layers. Each rule can be had by itself, as an {@link ArchRule} for those who let ArchUnit run
 * it. Immutable: each method returns other rules.
 *
 * <p>Source: Evans, Domain-Driven Design, Layered Architecture; Fowler, PoEAA, Layering.
 */
public final class LayeringRules {

    private final Scope scope;
    private final Layers layers;
    private final List<String> committing;
    private final @Nullable List<String> domainOnly;
    private final @Nullable List<String> applicationOnly;

    private LayeringRules(
            Scope scope,
            Layers layers,
            List<String> committing,
            @Nullable List<String> domainOnly,
            @Nullable List<String> applicationOnly) {
        this.scope = scope;
        this.layers = layers;
        this.committing = committing;
        this.domainOnly = domainOnly;
        this.applicationOnly = applicationOnly;
    }

    /**
     * The rules for a service in these packages.
     *
     * @param packages the packages that all of the service lies in, as {@code "com.acme.shop"}
     * @throws IllegalArgumentException if there is none, or one is no name of a package
     */
    public static LayeringRules in(String... packages) {
        Scope scope = Scope.of(packages);
        return new LayeringRules(scope, Layers.usual(scope), List.of(), null, null);
    }

    /**
     * Checks all rules of a service whose layers have the usual names.
     *
     * @param packages the packages that all of the service lies in
     * @throws AssertionError with everything that breaks a rule, why it is one, and what to do instead
     */
    public static void check(String... packages) {
        in(packages).check();
    }

    /**
     * Where the domain lies, if not in {@code domain}.
     *
     * @param patterns packages as ArchUnit writes them: {@code "..model.."}
     */
    public LayeringRules domain(String... patterns) {
        return with(layers.with(Layer.DOMAIN, patterns));
    }

    /** Where the application lies, if not in {@code application}; nothing where there is none. */
    public LayeringRules application(String... patterns) {
        return with(layers.with(Layer.APPLICATION, patterns));
    }

    /** Where the infrastructure lies, if not in {@code infrastructure}; nothing where there is none. */
    public LayeringRules infrastructure(String... patterns) {
        return with(layers.with(Layer.INFRASTRUCTURE, patterns));
    }

    /** What stands around the layers: it may look at all of them, and none of them at it. */
    public LayeringRules outside(String... patterns) {
        return with(layers.with(Layer.OUTSIDE, patterns));
    }

    /** Besides the application, classes of these packages may commit, as a program that imports data. */
    public LayeringRules allowingCommitIn(String... patterns) {
        List<String> checked = List.of(patterns).stream().map(Layers::checked).toList();
        return new LayeringRules(scope, layers, checked, domainOnly, applicationOnly);
    }

    /** The domain may import these packages, the kernel and the JDK, and nothing else from elsewhere. */
    public LayeringRules domainImportsOnly(String... patterns) {
        List<String> checked = List.of(patterns).stream().map(Layers::checked).toList();
        return new LayeringRules(scope, layers, committing, checked, applicationOnly);
    }

    /** The application may import these packages, the kernel and the JDK, and nothing else from elsewhere. */
    public LayeringRules applicationImportsOnly(String... patterns) {
        List<String> checked = List.of(patterns).stream().map(Layers::checked).toList();
        return new LayeringRules(scope, layers, committing, domainOnly, checked);
    }

    /**
     * Tells nothing that is found in a class.
     *
     * @param reason why, for whoever reads the test; not blank
     */
    public LayeringRules excusing(Class<?> type, String reason) {
        return new LayeringRules(scope.excusing(type, reason), layers, committing, domainOnly, applicationOnly);
    }

    private LayeringRules with(Layers other) {
        return new LayeringRules(scope, other, committing, domainOnly, applicationOnly);
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
     * @throws AssertionError with everything that breaks a rule, why it is one, and what to do instead
     */
    public void check(JavaClasses classes) {
        verdict().on(scope.within(classes));
    }

    /** All rules as one for ArchUnit. */
    public ArchRule all() {
        return CompositeArchRule.of(
                List.of(standing(), inward(), domain(), application(), committing(), kept()).stream()
                        .map(rule -> rule.of(scope))
                        .toList());
    }

    /** Every class stands on one layer, and no layer is empty. */
    public ArchRule everyClassStandsOnOneLayer() {
        return standing().of(scope);
    }

    /** The domain looks at nothing else, the application at the domain, the infrastructure at both. */
    public ArchRule layersLookInwards() {
        return inward().of(scope);
    }

    /** The domain imports neither jOOQ, JDBC, Guice, Spring nor Keelson beyond the kernel. */
    public ArchRule domainImportsNoFramework() {
        return domain().of(scope);
    }

    /** The application imports neither jOOQ nor JDBC. */
    public ArchRule applicationImportsNoDatabase() {
        return application().of(scope);
    }

    /** Nobody but the application says {@code commit()}, or {@code call} and {@code run}, which commit. */
    public ArchRule onlyTheApplicationCommits() {
        return committing().of(scope);
    }

    /** No unit of work, reading or repository is kept in a static field or in a singleton. */
    public ArchRule noUnitOfWorkIsKept() {
        return kept().of(scope);
    }

    private Verdict verdict() {
        return new Verdict(
                "layers", scope, List.of(standing(), inward(), domain(), application(), committing(), kept()));
    }

    private Rule standing() {
        return new Rule(
                "Every class stands on one layer.",
                "What stands on none is held to no rule, and what stands on two has two purposes.",
                "Move the class, or say where the layers lie.",
                layers::misplaced);
    }

    private Rule inward() {
        return new Rule(
                "Layers only look inwards: infrastructure at application and domain, application at the domain.",
                "What looks outwards cannot be read, tested or kept without what it looks at; a change of a table would"
                        + " become one of the rules of the business.",
                "Declare an interface on the inner layer, as a repository is, and implement it on the outer one; or"
                        + " move the class that is looked at inwards.",
                new Imports(scope, layers)::outward);
    }

    private Rule domain() {
        return new Rule(
                "The domain imports neither jOOQ, JDBC, Guice, Spring nor Keelson beyond its kernel.",
                "The domain says how the business works, and outlives whatever stores and wires it. It is tested by new"
                        + " alone.",
                "Leave the class plain: mappings, queries and wiring are the infrastructure's. For an instant take"
                        + " java.time.Instant, for the words of Keelson dev.keelson.kernel.",
                classes -> new Imports(scope, layers).ofDomain(classes, domainOnly));
    }

    private Rule application() {
        return new Rule(
                "The application imports neither jOOQ nor JDBC.",
                "A use case says what is done, in the words of the domain; SQL in it cannot be changed or tested"
                        + " apart.",
                "Put the query into a method of a repository: an interface of the domain, implemented in the"
                        + " infrastructure.",
                classes -> new Imports(scope, layers).ofApplication(classes, applicationOnly));
    }

    private Rule committing() {
        return new Rule(
                "Only the application layer commits.",
                "A use case is done wholly or not at all. If a repository or an aggregate commits, half of it is stored"
                        + " when the rest fails.",
                "Let the use case commit, at its end, and give to others what they need of its unit of work; or say"
                        + " .allowingCommitIn(\"..some.package..\").",
                new Commits(layers, committing)::outsideTheApplication);
    }

    private Rule kept() {
        return new Rule(
                "No unit of work is kept in a static field or in a singleton.",
                "A unit of work, and a repository of it, is for one use case and one thread. Kept for longer, it"
                        + " answers with what it loaded long ago, and the second thread is refused.",
                "Keep the UnitOfWorkFactory, and begin a unit of work in each method: units.call(context, work ->"
                        + " ...).",
                KeptUnits::in);
    }
}
