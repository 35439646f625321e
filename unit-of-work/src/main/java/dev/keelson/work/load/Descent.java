package dev.keelson.work.load;

import dev.keelson.work.hydrate.ChildRows;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.row.Row;
import java.util.List;
import java.util.function.IntPredicate;

/** The way through the rows of one aggregate, from its root down, as far as some of its tables are wanted. Immutable. */
final class Descent {

    /** Looks at the rows that the way leads past. */
    @FunctionalInterface
    interface Visitor {
        void at(int table, Row row);
    }

    private final List<TableModel> tables;
    private final boolean[] passed;

    /**
     * @param wanted tells the tables whose rows are looked for; those above them are passed, too
     */
    Descent(AggregateModel model, IntPredicate wanted) {
        this.tables = model.tables();
        this.passed = new boolean[tables.size()];
        for (int table = tables.size() - 1; table >= 0; table--) {
            passed[table] |= wanted.test(table);
            int parent = tables.get(table).parent();
            if (passed[table] && parent >= 0) {
                passed[parent] = true; // stands before its children, so its turn is still to come
            }
        }
    }

    /** Past every row of the aggregate. */
    static Descent all(AggregateModel model) {
        return new Descent(model, table -> true);
    }

    void walk(ChildRows children, Row root, Visitor visitor) {
        walk(tables.get(0), root, children, visitor);
    }

    private void walk(TableModel table, Row row, ChildRows children, Visitor visitor) {
        visitor.at(table.index(), row);
        for (int i = table.index() + 1; i < passed.length; i++) {
            TableModel child = tables.get(i);
            if (passed[i] && child.parent() == table.index()) {
                walk(child, children.of(child, row), children, visitor);
            }
        }
        if (table.isTree()) {
            walk(table, children.ofNode(table, row), children, visitor);
        }
    }

    private void walk(TableModel table, List<Row> rows, ChildRows children, Visitor visitor) {
        for (int i = 0; i < rows.size(); i++) {
            walk(table, rows.get(i), children, visitor);
        }
    }
}
