package dev.keelson.work.tables;

import dev.keelson.kernel.Internal;
import dev.keelson.work.coverage.Coverage;
import dev.keelson.work.load.select.VisibleRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The tables of a mapping for statements of the application's own: each stands for the rows that the policies let be seen. They are made when
 * they are first asked for and kept, a few for each mapped table. Thread-safe.
 */
@Internal
public final class RestrictedTables {

    private final DomainModel model;
    private final Policies policies;
    private final StatementProfile profile;
    private final MappedTables mapped;
    private final Coverage coverage;
    private final Map<Asked, Table<Record>> known = new ConcurrentHashMap<>();

    private record Asked(Class<?> type, String path, ScopedTables seen) {}

    public RestrictedTables(DomainModel model, Policies policies, StatementProfile profile) {
        this.model = model;
        this.policies = policies;
        this.profile = profile;
        this.mapped = MappedTables.of(model, policies);
        this.coverage = Coverage.of(policies, profile.dialect());
    }

    /** Proves that a statement reads restricted tables alone. */
    public Coverage coverage() {
        return coverage;
    }

    /** The tables of the roots of one type; of classes with a table each, what all have in common. */
    public Table<Record> ofRoots(Roots roots, ScopedTables seen) {
        return known.computeIfAbsent(new Asked(roots.type(), "", seen), unused -> {
            VisibleRows rows = VisibleRows.ofRoots(roots, seen, profile);
            AggregateModel first = roots.first();
            Name name = Names.name(
                    roots.members().size() == 1
                            ? first.root().table().name()
                            : roots.type().getSimpleName().toLowerCase(Locale.ROOT));
            return table(name, roots.type().getSimpleName(), rows);
        });
    }

    /**
     * The table of parts.
     *
     * @param path leads to a collection or a part with a table of its own, as "lines" or "lines.discounts"
     * @throws IllegalArgumentException if it leads to none, or to one in each of several tables
     */
    public Table<Record> ofParts(Roots roots, String path, ScopedTables seen) {
        return known.computeIfAbsent(new Asked(roots.type(), path, seen), unused -> {
            if (roots.members().size() > 1) {
                throw new IllegalArgumentException("Cannot give the table of '" + path + "' of "
                        + roots.type().getSimpleName()
                        + ": each of its classes has a table of its own. Name the class: "
                        + roots.members().stream().map(AggregateModel::name).collect(Collectors.joining(", ")) + ".");
            }
            TableModel parts = parts(roots.first(), path);
            return of(roots.first(), parts, Names.name(parts.rowType().table().name()), seen);
        });
    }

    private static TableModel parts(AggregateModel model, String path) {
        List<String> paths = new ArrayList<>();
        for (TableModel table : model.tables().subList(1, model.tables().size())) {
            String own = table.rowType().path().substring(table.rowType().path().indexOf('.') + 1);
            if (own.equals(path)) {
                return table;
            }
            paths.add(own);
        }
        throw new IllegalArgumentException("Cannot give the table of '" + path + "': " + model.name()
                + " has no parts of that path in a table of their own" + Nearest.meant(path, paths)
                + (paths.isEmpty() ? " It has none." : " It has " + String.join(", ", paths) + "."));
    }

    /**
     * What a generated table stands for, under the name that it has.
     *
     * @throws IllegalArgumentException if it has a schema in its name, or is no table of aggregates
     */
    public Table<Record> of(MappedTable generated, ScopedTables seen) {
        if (generated.getQualifiedName().parts().length > 1) {
            throw new IllegalArgumentException("Cannot restrict " + generated.getQualifiedName()
                    + ": what stands for it has no schema, and its columns name theirs. Take an alias, "
                    + generated.getName() + " = " + generated.getName().toUpperCase(Locale.ROOT)
                    + ".as(\"" + generated.getName() + "\"), and use it throughout the statement.");
        }
        TableName table = generated.mapped();
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel one : aggregate.tables()) {
                if (one.rowType().table().equals(table)) {
                    return of(aggregate, one, generated.getUnqualifiedName(), seen);
                }
            }
        }
        throw new IllegalArgumentException("Cannot restrict " + table + ": no aggregate lies in it.");
    }

    private Table<Record> of(AggregateModel aggregate, TableModel table, Name name, ScopedTables seen) {
        VisibleRows rows = VisibleRows.ofParts(aggregate, table, seen);
        return table(name, table.rowType().path(), rows);
    }

    private Table<Record> table(Name name, String path, VisibleRows rows) {
        Map<String, MappedColumn> columns = new LinkedHashMap<>();
        rows.columns().forEach((column, source) -> columns.put(column, mapped.column(source.table(), source.column())));
        return new RestrictedTable(name, path, rows.select(), columns);
    }

    /** Tables as these see them. */
    public ScopedTables seen(Visibility visibility, boolean walled) {
        return new ScopedTables(policies, visibility, walled);
    }
}
