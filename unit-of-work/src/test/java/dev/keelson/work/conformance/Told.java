package dev.keelson.work.conformance;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes as the domain means them, of a database under policies: what hides a row is told as its delete, and the stamps of an
 * update are left out. Each only if it is written as it must be, with all of its columns and none besides; else it is told as it is.
 */
final class Told {

    private static final Set<String> HIDING = Set.of("deleted_at", "deleted_by");
    private static final Set<String> STAMPS = Set.of("updated_at", "updated_by");

    private final Seen seen;

    Told(Seen seen) {
        this.seen = seen;
    }

    /** "update crates (label, updated_at, updated_by, version)" as "update crates (label, version)". */
    String statement(String written) {
        String[] words = written.split(" ", 3);
        return words.length < 3
                ? operation(words[0], words[1], List.of())
                : operation(
                        words[0],
                        words[1],
                        List.of(words[2].substring(1, words[2].length() - 1).split(", ")));
    }

    /** What is done, in small letters or capitals, and where, as "update crates (label, version)". */
    String operation(String verb, String table, Collection<String> columns) {
        return switch (verb.toLowerCase(Locale.ROOT)) {
            case "delete" -> verb + " " + table + (seen.hides(table) ? " for good" : "");
            case "hide" -> hiding(table).equals(Set.copyOf(columns)) ? "DELETE " + table : listed(verb, table, columns);
            case "update" ->
                hiding(table).equals(Set.copyOf(columns)) ? "delete " + table : update(verb, table, columns);
            default -> verb + " " + table;
        };
    }

    private Set<String> hiding(String table) {
        Set<String> columns = new TreeSet<>(HIDING);
        if (seen.isStamped(table)) {
            columns.addAll(STAMPS);
            columns.add("version");
        }
        return columns;
    }

    private String update(String verb, String table, Collection<String> columns) {
        Set<String> changed = new TreeSet<>(columns);
        if (seen.isStamped(table) && !changed.removeAll(STAMPS)) {
            changed.add("unstamped");
        }
        return listed(verb, table, changed);
    }

    private static String listed(String verb, String table, Collection<String> columns) {
        return verb + " " + table + columns.stream().sorted().collect(Collectors.joining(", ", " (", ")"));
    }
}
