package dev.keelson.work.model;

import dev.keelson.work.row.RowType;
import java.util.List;

/**
 * The mapping of one aggregate, built and validated. Immutable.
 *
 * <p>Source: Evans, DDD Reference, Aggregates; Fowler, PoEAA, Metadata Mapping (306), Identity Field (216).
 *
 * @param object the root's class
 * @param tables every table of the aggregate, the root's first, parents before their children
 * @param identifier the properties that lead from the root to its identifier, one for a property of the root itself
 * @param identifierType the class of the identifier
 * @param identifierContent where the identifier lies in the root's row
 * @param versionFromClock whether first versions are taken from the clock, since an identifier may be used again
 */
public record AggregateModel(
        ObjectModel object,
        List<TableModel> tables,
        List<Property> identifier,
        Class<?> identifierType,
        ColumnContent identifierContent,
        boolean versionFromClock) {

    public AggregateModel {
        tables = List.copyOf(tables);
        identifier = List.copyOf(identifier);
    }

    public Class<?> type() {
        return object.type();
    }

    /** What messages call it. */
    public String name() {
        return type().getSimpleName();
    }

    /** What messages call its identifier, as "Order.id". */
    public String identifierPath() {
        return name() + "." + identifier.get(0).name();
    }

    public RowType root() {
        return tables.get(0).rowType();
    }
}
