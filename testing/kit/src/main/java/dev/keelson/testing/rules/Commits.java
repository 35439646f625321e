package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for who ends a unit of work: by {@code commit()}, or by {@code call} and {@code run}, which commit. Immutable. */
final class Commits {

    private static final String UNIT = "dev.keelson.kernel.UnitOfWork";
    private static final String FACTORY = "dev.keelson.kernel.UnitOfWorkFactory";
    private static final Set<String> COMMITTING = Set.of("call", "run");

    private final Layers layers;
    private final List<String> alsoIn;

    /**
     * @param alsoIn the packages besides the application that may commit
     */
    Commits(Layers layers, List<String> alsoIn) {
        this.layers = layers;
        this.alsoIn = alsoIn;
    }

    List<Finding> outsideTheApplication(List<JavaClass> classes) {
        return classes.stream()
                .filter(type -> layers.of(type) != Layer.APPLICATION && !layers.matches(type, alsoIn))
                .flatMap(this::of)
                .toList();
    }

    private Stream<Finding> of(JavaClass type) {
        return Stream.<JavaAccess<?>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                .filter(Commits::commits)
                .map(access -> access.getOriginOwner().getName() + "."
                        + access.getOrigin().getName() + ", " + layers.place(type) + ", commits by "
                        + access.getTargetOwner().getSimpleName() + "."
                        + access.getTarget().getName() + " "
                        + access.getSourceCodeLocation())
                .sorted()
                .map(text -> Finding.in(type, text));
    }

    private static boolean commits(JavaAccess<?> access) {
        String called = access.getTarget().getName();
        JavaClass owner = access.getTargetOwner();
        return (called.equals("commit") && owner.isAssignableTo(UNIT))
                || (COMMITTING.contains(called) && owner.isAssignableTo(FACTORY));
    }
}
