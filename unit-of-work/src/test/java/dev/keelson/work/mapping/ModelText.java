package dev.keelson.work.mapping;

import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.DomainModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.RowType;

/** A mapping as text, a line a column, so that tests compare it whole. */
public final class ModelText {

    private ModelText() {}

    /** One aggregate mapped by convention, alone. */
    public static String of(Class<?> type) {
        return byConvention(type);
    }

    /** One aggregate mapped with corrections, alone. */
    public static <A> String of(Class<A> type, AggregateMapping<A> mapping) {
        ModelBuilder builder = new ModelBuilder();
        builder.add(type, mapping);
        return of(builder);
    }

    /** All that was registered. */
    public static String of(ModelBuilder builder) {
        return of(builder, LiveColumns.NONE);
    }

    /** All that was registered, with a live catalogue. */
    public static String of(ModelBuilder builder, LiveColumns live) {
        return of(model(builder, live));
    }

    public static String of(DomainModel model) {
        StringBuilder text = new StringBuilder();
        for (AggregateModel aggregate : model.aggregates()) {
            for (TableModel table : aggregate.tables()) {
                text.append(table.rowType().table()).append('\n');
                for (int i = 0; i < table.rowType().width(); i++) {
                    text.append("  ").append(column(table, i)).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** The model, which must be without fault. */
    public static DomainModel model(ModelBuilder builder, LiveColumns live) {
        ModelBuilder.Built built = builder.build(live);
        if (!built.faults().isEmpty()) {
            throw new AssertionError("faults: " + built.faults());
        }
        return built.model();
    }

    private static <A> String byConvention(Class<A> type) {
        return of(type, AggregateMapping.byConvention());
    }

    private static String column(TableModel table, int position) {
        RowType type = table.rowType();
        Column column = type.column(position);
        StringBuilder text = new StringBuilder(column.name() + " " + column.sqlType());
        text.append(column.nullable() ? " null" : "");
        for (int n = 0; n < type.keyWidth(); n++) {
            if (type.keyColumn(n) == position) {
                text.append(type.keyWidth() == 1 ? " key" : " key" + (n + 1));
            }
        }
        text.append(position == type.version() ? " version" : "");
        text.append(position == table.position() ? " position" : "");
        for (ForeignKey reference : type.foreignKeys()) {
            int at = reference.columns().indexOf(position);
            if (at >= 0) {
                text.append(reference.toParent() ? " -> parent " : " -> ")
                        .append(reference.target())
                        .append('.')
                        .append(reference.targetColumns().get(at));
            }
        }
        return text + (column.property().isEmpty() ? "" : " = " + column.property());
    }
}
