package dev.keelson.work.policy.audit;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.ActorColumn;
import dev.keelson.work.policy.Clause.Occasion;
import dev.keelson.work.policy.Clause.Stamp;
import dev.keelson.work.policy.PolicyColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an audit, by name; null where there is none. Immutable.
 *
 * @param createdAt when a row was inserted
 * @param createdBy by whom
 * @param updatedAt when it was last written
 * @param updatedBy by whom
 * @param instants the type of the first and third
 * @param actors how the others hold an actor
 */
record AuditColumns(
        @Nullable String createdAt,
        @Nullable String createdBy,
        @Nullable String updatedAt,
        @Nullable String updatedBy,
        ColumnType instants,
        ActorColumn actors) {

    static final AuditColumns STANDARD = new AuditColumns(
            "created_at",
            "created_by",
            "updated_at",
            "updated_by",
            ColumnType.timestamptz(),
            ActorColumn.named(ColumnType.text()));

    AuditColumns {
        List<String> names = names(createdAt, createdBy, updatedAt, updatedBy);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot audit by no column: keep one of createdAt, createdBy, updatedAt and updatedBy, or leave the"
                            + " policy out.");
        }
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Cannot name a column of the audit '': a column's name is not blank. To"
                    + " leave a column out, say .withoutCreatedAt() and the like.");
        }
    }

    private static List<String> names(@Nullable String... names) {
        return Stream.of(names)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    AuditColumns createdAt(@Nullable String name) {
        return new AuditColumns(name, createdBy, updatedAt, updatedBy, instants, actors);
    }

    AuditColumns createdBy(@Nullable String name) {
        return new AuditColumns(createdAt, name, updatedAt, updatedBy, instants, actors);
    }

    AuditColumns updatedAt(@Nullable String name) {
        return new AuditColumns(createdAt, createdBy, name, updatedBy, instants, actors);
    }

    AuditColumns updatedBy(@Nullable String name) {
        return new AuditColumns(createdAt, createdBy, updatedAt, name, instants, actors);
    }

    AuditColumns instants(ColumnType type) {
        return new AuditColumns(createdAt, createdBy, updatedAt, updatedBy, type, actors);
    }

    AuditColumns actors(ActorColumn column) {
        return new AuditColumns(createdAt, createdBy, updatedAt, updatedBy, instants, column);
    }

    /**
     * Refuses two of one name; not sooner, so that columns may change their names.
     *
     * @throws IllegalArgumentException if there are two
     */
    void requireDistinct() {
        Set<String> seen = new HashSet<>();
        for (String name : names(createdAt, createdBy, updatedAt, updatedBy)) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Cannot audit by two columns that are both named '" + name
                        + "'. Name one of them otherwise, or leave it out.");
            }
        }
    }

    /** What is written when, the columns of an insert first. */
    List<Stamp> stamps() {
        Set<Occasion> always = Set.of(Occasion.INSERT, Occasion.UPDATE);
        List<Stamp> stamps = new ArrayList<>();
        if (createdAt != null) {
            stamps.add(new Stamp(instant(createdAt, "creation"), Set.of(Occasion.INSERT)));
        }
        if (createdBy != null) {
            stamps.add(new Stamp(actor(createdBy, "creator"), Set.of(Occasion.INSERT)));
        }
        if (updatedAt != null) {
            stamps.add(new Stamp(instant(updatedAt, "change"), always));
        }
        if (updatedBy != null) {
            stamps.add(new Stamp(actor(updatedBy, "writer"), always));
        }
        return stamps;
    }

    private PolicyColumn instant(String name, String noun) {
        return PolicyColumn.ofInstant(name, instants, noun);
    }

    private PolicyColumn actor(String name, String noun) {
        return actors.of(name, noun);
    }
}
