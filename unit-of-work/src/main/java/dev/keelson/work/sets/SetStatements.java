package dev.keelson.work.sets;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.coverage.Coverage;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.render.Marker;
import dev.keelson.work.render.ScriptStep.WriteSet;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Names;
import dev.keelson.work.sql.StatementProfile;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Makes the statements of set-based writes, each anew: a commit has few of them, and each of them does much. Thread-safe. */
@Internal
public final class SetStatements {

    private final StatementProfile profile;
    private final Policies policies;
    private final Coverage coverage;

    public SetStatements(StatementProfile profile, Policies policies) {
        this.profile = profile;
        this.policies = policies;
        this.coverage = Coverage.of(policies, profile.dialect());
    }

    /**
     * Makes sure that the database takes such writes.
     *
     * @throws UnitOfWorkStateException if it does not
     */
    public void requireSupported(SetTarget target) {
        if (profile.dialect().isWrittenHere(Names.table(target.model().root().table())) == null) {
            throw new UnitOfWorkStateException(
                    "write " + target.label() + " at once",
                    "one on a database whose statements write one table each, as H2's do",
                    "Load the aggregates and change them, or run this on PostgreSQL");
        }
    }

    /**
     * The step of a commit's script.
     *
     * @param place of the write among those of the commit
     * @param again whether an earlier write of the same commit may have hit the same roots
     */
    WriteSet step(SetWrite write, Hits held, int place, boolean again, Moment moment, Marker marker) {
        policies.admitSet(write.name(), write.target().model().root(), written(write), moment);
        SetStatement statement = new SetStatement(write, profile, policies, moment);
        Select<?> select = statement.select();
        coverage.require(write::name, select, moment, Visibility.VISIBLE);
        List<RowType> tables = write.target().model().tables().stream()
                .map(TableModel::rowType)
                .toList();
        Kind kind = write.deletes() && write.target().isOfRoots() ? Kind.DELETE : Kind.UPDATE;
        return new WriteSet(write.name(), kind, tables, statement.whole(select, held, place, again, moment, marker));
    }

    private static List<Row> written(SetWrite write) {
        List<Row> rows = new ArrayList<>();
        for (TableModel table : write.target().model().tables()) {
            @Nullable Object[] values = new Object[table.rowType().width()];
            boolean any = false;
            for (Assignment one : write.assignments()) {
                if (one.table().index() == table.index()) {
                    values[one.column()] = one.value();
                    any = true;
                }
            }
            if (any) {
                rows.add(new Row(table.rowType(), values));
            }
        }
        return rows;
    }
}
