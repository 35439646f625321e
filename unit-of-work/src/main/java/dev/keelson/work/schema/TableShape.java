package dev.keelson.work.schema;

import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.Clause.Filter;
import dev.keelson.work.policy.RowSecurity;
import dev.keelson.work.render.CommitLogTable;
import dev.keelson.work.row.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table as the mapping and the policies together want it, in the order of its DDL. Immutable.
 *
 * @param name the table
 * @param path where its rows stand in their aggregate, as "Order.lines"
 * @param columns the policies' columns that lead keys, then the mapping's, then the other policies'
 * @param key the columns that tell one row from another, those of policies first
 * @param uniques columns, besides the key, that no two rows share, those of policies first
 * @param references to the parent's table and to other rows
 * @param sequence what makes the values of its key, where that is neither the application nor the column itself
 * @param securities what the database keeps apart by policies of its own
 * @param hiding tells rows that are hidden, which do not count where others must be unique; null where none is
 */
record TableShape(
        TableName name,
        String path,
        List<ColumnShape> columns,
        List<String> key,
        List<List<String>> uniques,
        List<Reference> references,
        @Nullable TableName sequence,
        List<RowSecurity> securities,
        @Nullable Filter hiding) {

    TableShape {
        securities = List.copyOf(securities);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        List<List<String>> copies = new ArrayList<>();
        for (List<String> unique : uniques) {
            copies.add(List.copyOf(unique));
        }
        uniques = List.copyOf(copies);
        references = List.copyOf(references);
    }

    /** Who wants a column, and so where another name for it would be written. */
    enum Role {
        /** One property has just this column. */
        PROPERTY,
        /** The values of a collection. */
        ELEMENT,
        /** The key of the parent, where it is one column. */
        PARENT,
        /** The place in a list. */
        POSITION,
        /** The root version. */
        VERSION,
        /** What tells the classes of a hierarchy apart. */
        DISCRIMINATOR,
        /** A policy. */
        POLICY,
        /** Whatever no configuration names alone: part of a composite key or of a converted value, the commit log. */
        FIXED
    }

    /** Who makes the values of a column. */
    enum Origin {
        /** The application. */
        APPLICATION,
        /** The column, by a sequence of its own. */
        COLUMN,
        /** The sequence named for the table. */
        SEQUENCE,
        /** The application, or the column's default where a new row has none. */
        DEFAULT,
        /** The database, whatever is inserted or updated. */
        GENERATED
    }

    /**
     * One column.
     *
     * @param name the column
     * @param property the path of its property within the row's object; empty where none lies in it
     * @param type the type of its values
     * @param nullable whether nulls are stored
     * @param role who wants it
     * @param origin who makes its values
     * @param partial whether rows of some classes have no value in it, since only others have the property
     * @param scope what a policy keeps rows apart by in it, as "tenant"; null where none does
     */
    record ColumnShape(
            String name,
            String property,
            ColumnType type,
            boolean nullable,
            Role role,
            Origin origin,
            boolean partial,
            @Nullable String scope) {

        /** The property that a message names, or the column where no property lies in it. */
        String label() {
            return property.isEmpty() ? name : property;
        }
    }

    /**
     * One foreign key.
     *
     * @param columns the referring columns, those of policies first
     * @param target the table referred to
     * @param targetColumns its key in the same order
     * @param toParent whether the target owns the row
     */
    record Reference(List<String> columns, TableName target, List<String> targetColumns, boolean toParent) {

        Reference {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** Whether it is that of the commit log. */
    boolean isCommitLog() {
        return name.equals(CommitLogTable.ROWS.table());
    }

    /** Whether the key may hold nulls, which no primary key can. */
    boolean keyTakesNulls() {
        return columns.stream().anyMatch(column -> column.nullable() && key.contains(column.name()));
    }

    /** Whether the application makes the values of its key. */
    boolean isFilledByApplication() {
        return columns.stream()
                .noneMatch(column -> column.origin() == Origin.COLUMN || column.origin() == Origin.SEQUENCE);
    }

    /** Whether a reference leads to a table that is there when this one is made: its parent's or itself. */
    boolean isSettled(Reference reference) {
        return reference.toParent() || reference.target().equals(name);
    }

    /** The columns of references that no key's own index finds, each once. */
    List<List<String>> indexed() {
        List<List<String>> keys =
                new ArrayList<>(hiding == null ? uniques : List.of()); // a part of the rows is not all
        keys.add(key);
        return references.stream()
                .map(Reference::columns)
                .filter(columns -> keys.stream().noneMatch(unique -> starts(unique, columns)))
                .distinct()
                .toList();
    }

    private static boolean starts(List<String> key, List<String> wanted) {
        return wanted.size() <= key.size()
                && new HashSet<>(key.subList(0, wanted.size())).equals(new HashSet<>(wanted));
    }
}
