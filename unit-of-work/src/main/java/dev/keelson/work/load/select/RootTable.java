package dev.keelson.work.load.select;

import dev.keelson.work.load.select.RowQuery.Referral;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The root's table of one aggregate as a query searches it: with the tables of a joined hierarchy beside it, so that
 * conditions may name their columns (PostgreSQL leaves out those that no condition names), and restricted to what the
 * policies let be seen and to roots of the type asked for. Immutable.
 */
final class RootTable {

    private final AggregateModel model;
    private final Class<?> type;
    private final ScopedTables tables;
    private final StatementProfile profile;
    private final Function<PolicyColumn, Field<?>> scope;
    private final ScopedTable root;

    /**
     * The table of one aggregate.
     *
     * @param type what its roots must be
     * @param scope the value that a policy's column is compared with
     */
    RootTable(
            AggregateModel model,
            Class<?> type,
            ScopedTables tables,
            StatementProfile profile,
            Function<PolicyColumn, Field<?>> scope) {
        this.model = model;
        this.type = type;
        this.tables = tables;
        this.profile = profile;
        this.scope = scope;
        this.root = tables.of(model.root());
    }

    Table<Record> table() {
        Table<Record> joined = root.table();
        for (TableModel extension : model.extensions()) {
            ScopedTable further = tables.of(extension.rowType());
            joined = joined.leftJoin(further.table())
                    .on(isChild(extension, further)
                            .and(tables.ofOne(further, root))
                            .and(further.scope(scope)));
        }
        return joined;
    }

    Field<Object> column(int position) {
        return root.field(position);
    }

    Field<Object> column(String name) {
        return root.field(name);
    }

    /** What restricts it, besides the condition asked for. */
    Condition restricted(@Nullable Referral referral) {
        Condition restricted = root.scope(scope).and(isOfType());
        return referral == null ? restricted : restricted.and(refers(referral));
    }

    private Condition isOfType() {
        return Discriminators.areOf(type, model, root);
    }

    private Condition refers(Referral referral) {
        TableModel table = model.tables().get(referral.table());
        if (table.parent() < 0) {
            return KeyArrays.among(root, table.rowType(), referral, profile);
        }
        if (table.parent() > 0) {
            throw new IllegalArgumentException(table.rowType() + " hangs on no root, but on "
                    + model.tables().get(table.parent()).rowType());
        }
        ScopedTable child = tables.of(table.rowType());
        return DSL.exists(DSL.selectOne()
                .from(child.table())
                .where(isChild(table, child))
                .and(child.scope(scope))
                .and(child.showsHidden() ? child.isOneWith(root.field(root.hidingColumn())) : DSL.noCondition())
                .and(KeyArrays.among(child, table.rowType(), referral, profile)));
    }

    private Condition isChild(TableModel table, ScopedTable child) {
        Condition condition = DSL.noCondition();
        for (int n = 0; n < table.parentColumns().size(); n++) {
            condition = condition.and(child.field(table.parentColumns().get(n))
                    .eq(column(table.parentKey().get(n))));
        }
        return condition;
    }
}
