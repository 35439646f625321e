package dev.keelson.work.tables;

import dev.keelson.work.scan.Nearest;
import dev.keelson.work.sql.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.TableImpl;

/**
 * A table in a statement of the application's own: it stands for the rows that the policies let be seen, whatever it is joined with. Its columns
 * take and give values of the domain. Thread-safe.
 */
final class RestrictedTable extends TableImpl<Record> {

    private static final long serialVersionUID = 1L;

    private final transient String path;
    private final transient Select<Record> rows;
    private final transient Map<String, MappedColumn> columns;

    /**
     * @param path where its rows stand in their aggregate, as "Order.lines"
     * @param rows selects what it stands for
     * @param columns by the names that these have there
     */
    RestrictedTable(Name name, String path, Select<Record> rows, Map<String, MappedColumn> columns) {
        super(name, null, DSL.table(rows));
        this.path = path;
        this.rows = rows;
        this.columns = columns;
        columns.forEach((column, mapped) -> createField(Names.name(column), mapped.domainType()));
    }

    @Override
    public Table<Record> as(Name alias) {
        return new RestrictedTable(alias, path, rows, columns);
    }

    @Override
    public Table<Record> as(String alias) {
        return as(Names.name(alias));
    }

    @Override
    public Table<Record> as(Table<?> alias) {
        return as(alias.getUnqualifiedName());
    }

    /** A column by its name, or by the property that lies in it alone. */
    @Override
    public Field<?> field(String name) {
        Field<?> found = super.field(name);
        if (found != null) {
            return found;
        }
        List<String> properties = new ArrayList<>();
        for (Map.Entry<String, MappedColumn> column : columns.entrySet()) {
            String property = property(column.getValue());
            if (property.equals(name)) {
                return super.field(column.getKey());
            }
            properties.add(property);
        }
        properties.addAll(columns.keySet());
        throw new IllegalArgumentException("Cannot name '" + name + "': the table of " + path
                + " has neither such a column nor such a property in one column" + Nearest.meant(name, properties)
                + " Its columns are " + String.join(", ", columns.keySet()) + ".");
    }

    @Override
    @SuppressWarnings("unchecked") // the binding takes the domain's values; jOOQ's own way loses it
    public <T> Field<T> field(String name, Class<T> values) {
        Field<?> found = field(name);
        if (!values.isAssignableFrom(found.getType())) {
            throw new IllegalArgumentException("Cannot give " + path + "'s " + name + " as a field of "
                    + values.getSimpleName() + ": its values are of "
                    + found.getType().getSimpleName()
                    + ". Ask for these.");
        }
        return (Field<T>) found;
    }

    private String property(MappedColumn column) {
        int start = path.length() + 1;
        return column.label().length() > start ? column.label().substring(start) : column.label();
    }
}
