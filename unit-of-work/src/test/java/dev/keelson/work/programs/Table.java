package dev.keelson.work.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as the oracle knows it, written by hand.
 *
 * @param key the columns that tell its rows apart, without the tenant
 * @param version the column of the root's version, or empty where there is none
 * @param root whether its rows are those of roots
 * @param single whether a parent has one row at the most, which then does not move from parent to parent
 */
record Table(
        String name,
        List<String> key,
        List<String> columns,
        List<Reference> references,
        List<List<String>> uniques,
        String version,
        boolean root,
        boolean single) {

    /** A foreign key, to the whole key of another table. */
    record Reference(List<String> columns, String target, boolean nullable) {}

    /** A table of parts. */
    static Table of(String name, String key, String columns) {
        return new Table(name, words(key), words(columns), List.of(), List.of(), "", false, false);
    }

    /** A table of roots with this column of a version, or none. */
    static Table ofRoots(String name, String key, String columns, String version) {
        return new Table(name, words(key), words(columns), List.of(), List.of(), version, true, false);
    }

    Table references(String columns, String target) {
        return and(new Reference(words(columns), target, false));
    }

    Table mayReference(String column, String target) {
        return and(new Reference(List.of(column), target, true));
    }

    Table unique(String... columns) {
        List<List<String>> all = new ArrayList<>(uniques);
        all.add(List.of(columns));
        return new Table(name, key, this.columns, references, all, version, root, single);
    }

    Table one() {
        return new Table(name, key, columns, references, uniques, version, root, true);
    }

    private Table and(Reference reference) {
        List<Reference> all = new ArrayList<>(references);
        all.add(reference);
        return new Table(name, key, columns, all, uniques, version, root, single);
    }

    /** The columns that another write of the same row may set for a moment: optional references and unique values. */
    List<String> opening() {
        List<String> opening = new ArrayList<>();
        references.stream().filter(Reference::nullable).forEach(reference -> opening.addAll(reference.columns));
        uniques.forEach(opening::addAll);
        return opening;
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }

    /** There is one table of a name. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table && table.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
