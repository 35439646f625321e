package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at what aggregates hold: other aggregates, and entities of others. Immutable. */
final class References {

    /**
     * The references between aggregates that are objects, and are meant to be. Immutable.
     *
     * @param all whether each may be one
     * @param single those that may
     */
    record Allowed(boolean all, List<Reference> single) {

        static final Allowed NONE = new Allowed(false, List.of());

        /**
         * One that may be an object.
         *
         * @param holder the full name of who holds it
         * @param root the full name of the root that is held
         */
        record Reference(String holder, String root) {}

        Allowed and(Class<?> holder, Class<?> root) {
            List<Reference> more = new ArrayList<>(single);
            more.add(new Reference(holder.getName(), root.getName()));
            return new Allowed(all, List.copyOf(more));
        }

        Allowed andAll() {
            return new Allowed(true, single);
        }

        /** Whether such an object, or one of a class below, may hold one of these. */
        boolean contains(JavaClass holder, JavaClass root) {
            return all
                    || single.stream()
                            .anyMatch(reference ->
                                    holder.isAssignableTo(reference.holder()) && root.isAssignableTo(reference.root()));
        }
    }

    private final Roles roles;
    private final Members members;
    private final Allowed allowed;

    References(Roles roles, Members members, Allowed allowed) {
        this.roles = roles;
        this.members = members;
        this.allowed = allowed;
    }

    /** Fields of roots and of their parts that hold another root; values have a rule of their own. */
    List<Finding> toOtherRoots() {
        List<Finding> findings = new ArrayList<>();
        Stream.concat(roles.all(Role.ROOT).stream(), members.reached().stream())
                .filter(holder -> !roles.is(holder, Role.VALUE))
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .forEach(holder -> roles.state(holder)
                        .forEach(field -> Held.by(field)
                                .filter(held -> roles.is(held, Role.ROOT))
                                .filter(held -> !isItsOwnRoot(holder, held) && !allowed.contains(holder, held))
                                .forEach(held -> findings.add(toRoot(field, held)))));
        return findings;
    }

    private Finding toRoot(JavaField field, JavaClass held) {
        return Finding.in(
                field.getOwner(),
                field.getFullName() + " holds " + held.getSimpleName() + ", which is "
                        + roles.of(held).orElseThrow());
    }

    /** A part may lead back to the root that it is a part of. */
    private boolean isItsOwnRoot(JavaClass holder, JavaClass held) {
        return !roles.is(holder, Role.ROOT)
                && members.to(holder).stream().anyMatch(way -> roles.isOneFamily(way.root(), held));
    }

    /** Entities that are parts of several aggregates. */
    List<Finding> sharedEntities() {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass entity : roles.all(Role.ENTITY)) {
            TreeMap<String, JavaClass> owners = new TreeMap<>();
            for (Members.Way way : members.to(entity)) {
                if (owners.values().stream().noneMatch(owner -> roles.isOneFamily(owner, way.root()))) {
                    owners.put(way.root().getSimpleName() + " (it holds it by " + way.path() + ")", way.root());
                }
            }
            Marks.ownerOf(entity)
                    .filter(owner -> roles.is(owner, Role.ROOT))
                    .filter(owner -> owners.values().stream().noneMatch(other -> roles.isOneFamily(owner, other)))
                    .ifPresent(owner ->
                            owners.put(owner.getSimpleName() + " (its type argument of Entity says so)", owner));
            if (owners.size() > 1) {
                findings.add(Finding.in(
                        entity,
                        entity.getName() + " belongs to " + owners.size() + " aggregates: "
                                + String.join(", ", owners.keySet()) + ". It is "
                                + roles.of(entity).orElseThrow()));
            }
        }
        return findings;
    }

    /** Fields of value objects that hold something with an identity. */
    List<Finding> inValues() {
        List<Finding> findings = new ArrayList<>();
        for (JavaClass value : roles.all(Role.VALUE)) {
            roles.state(value)
                    .forEach(field -> Held.by(field)
                            .filter(held -> roles.is(held, Role.ENTITY) || roles.is(held, Role.ROOT))
                            .filter(held -> !allowed.contains(value, held))
                            .forEach(held -> findings.add(Finding.in(
                                    field.getOwner(),
                                    field.getFullName() + " holds " + held.getSimpleName() + ", which is "
                                            + roles.of(held).orElseThrow() + "; but "
                                            + value.getSimpleName() + " is "
                                            + roles.of(value).orElseThrow()))));
        }
        return findings;
    }
}
