package dev.keelson.work.load.select;

import dev.keelson.kernel.Lock;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.ScopedTables;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectForUpdateOfStep;
import org.jooq.SelectForUpdateStep;
import org.jooq.SelectForUpdateWaitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The statements that lock the root of one aggregate, one for each table that may hold it. Thread-safe. */
final class RootLocks {

    private final List<AggregateModel> members;
    private final ScopedTables tables;
    private final StatementProfile profile;
    private final Map<Lock, List<StatementTemplate>> templates = new ConcurrentHashMap<>();

    RootLocks(List<AggregateModel> members, ScopedTables tables, StatementProfile profile) {
        this.members = members;
        this.tables = tables;
        this.profile = profile;
    }

    /** Each gives a row back where it locked the root. */
    List<BoundStatement> of(@Nullable Object[] key, Lock lock, Moment moment) {
        List<StatementTemplate> known = templates.computeIfAbsent(lock, this::render);
        List<BoundStatement> locks = new ArrayList<>(known.size());
        for (int member = 0; member < known.size(); member++) {
            List<PolicyColumn> scopes = tables.rule(members.get(member).root()).walls();
            @Nullable Object[] values = new Object[scopes.size() + key.length];
            for (int i = 0; i < scopes.size(); i++) {
                values[i] = moment.value(scopes.get(i));
            }
            System.arraycopy(key, 0, values, scopes.size(), key.length);
            locks.add(new BoundStatement(known.get(member), values));
        }
        return locks;
    }

    private List<StatementTemplate> render(Lock lock) {
        List<StatementTemplate> rendered = new ArrayList<>(members.size());
        for (AggregateModel member : members) {
            TemplateBuilder builder = new TemplateBuilder(profile);
            ScopedTable root = tables.of(member.root());
            Condition scope = root.scope(builder, root.scopeSources(builder));
            rendered.add(builder.build(
                    locked(DSL.select(DSL.inline(1)).from(root.table()).where(scope.and(root.keyIs(builder))), lock)));
        }
        return rendered;
    }

    private Select<?> locked(SelectForUpdateStep<Record1<Integer>> root, Lock lock) {
        return waiting(profile.dialect().locks().update(root, false), lock);
    }

    /**
     * Locks the roots that are selected. Keys stay as they are, so that others may go on referring to the rows.
     *
     * @param root their table, where others are joined with it that stay unlocked; else null
     */
    static <R extends Record> Select<R> locked(
            SelectForUpdateStep<R> roots, @Nullable Table<?> root, Lock lock, Dialect dialect) {
        SelectForUpdateOfStep<R> locked = dialect.locks().update(roots, false);
        return waiting(root == null ? locked : locked.of(root), lock);
    }

    private static <R extends Record> Select<R> waiting(SelectForUpdateWaitStep<R> locked, Lock lock) {
        return switch (lock) {
            case FOR_UPDATE -> locked;
            case NO_WAIT -> locked.noWait();
            case SKIP_LOCKED -> locked.skipLocked();
        };
    }
}
