package dev.keelson.work.tables;

import dev.keelson.work.row.TableName;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.sql.Names;
import java.util.List;
import org.jooq.DataType;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.TableImpl;

/**
 * A table of jOOQ's that code was generated for: its columns take and give the values that the mapping lays in them. Nothing restricts it by
 * the policies; what a query of a unit of work finds with conditions over it is. Thread-safe.
 *
 * <p>Source: Fowler, PoEAA, Metadata Mapping (306).
 */
public abstract class MappedTable extends TableImpl<Record> {

    private static final long serialVersionUID = 1L;

    private final transient TableColumns columns;

    /**
     * A table by its own name.
     *
     * @param name with its schema where one is configured
     * @throws IllegalStateException if the mapping has no such table any more
     */
    protected MappedTable(MappedTables tables, String name) {
        this(tables.table(name));
    }

    private MappedTable(TableColumns columns) {
        super(Names.table(columns.name()));
        this.columns = columns;
    }

    /** The same table under another name. */
    protected MappedTable(Name alias, MappedTable table) {
        super(alias, null, table);
        this.columns = table.columns;
    }

    /**
     * Makes a column of values of the domain.
     *
     * @param type their class
     * @throws IllegalStateException if by the mapping the table has no such column any more, or values of another class are in it
     */
    protected final <T> TableField<Record, T> values(String column, Class<? super T> type) {
        MappedColumn mapped = mapped(column);
        return field(mapped, mapped.values(), mapped.domainType(), type);
    }

    /**
     * Makes a column of its own values: a part of a value, or a policy's.
     *
     * @param type their class
     * @throws IllegalStateException if by the mapping the table has no such column any more, or it is of another type
     */
    protected final <T> TableField<Record, T> column(String column, Class<? super T> type) {
        MappedColumn mapped = mapped(column);
        return field(mapped, mapped.plainValues(), mapped.plainType(), type);
    }

    @SuppressWarnings("unchecked") // the class was compared; what a generic one holds is only known to the compiler
    private <T> TableField<Record, T> field(
            MappedColumn mapped, Class<?> values, DataType<?> bound, Class<? super T> type) {
        if (values != type) {
            throw MappedTables.outdated(
                    columns.name().toString(),
                    "its column " + mapped.name() + " holds values of " + values.getName() + " by the mapping, and of "
                            + type.getName() + " by the generated code");
        }
        return createField(Names.name(mapped.name()), (DataType<T>) bound);
    }

    /** The table that it is, whatever it is called. */
    TableName mapped() {
        return columns.name();
    }

    private MappedColumn mapped(String column) {
        for (MappedColumn mapped : columns.columns()) {
            if (mapped.name().equals(column)) {
                return mapped;
            }
        }
        List<String> names = columns.columns().stream().map(MappedColumn::name).toList();
        throw MappedTables.outdated(
                columns.name().toString(),
                "by the mapping it has no column '" + column + "'"
                        + Nearest.of(column, names, name -> name)
                                .map(near -> "; the nearest is '" + near + "'")
                                .orElse(""));
    }
}
