package dev.keelson.work.render;

import dev.keelson.kernel.RowOperation.Kind;
import dev.keelson.work.change.Change;
import dev.keelson.work.change.GuardRoot;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.render.CommitScript.Lookups;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.ScopedTable;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Tells, after a commit failed, which of its rows are there, one row a statement. Thread-safe. */
final class RowLookups implements Lookups {

    private final HiddenLookups hidden;
    private final Policies policies;
    private final StatementProfile profile;
    private final TemplateCache<RowType, StatementTemplate> templates;

    RowLookups(Policies policies, StatementProfile profile, TemplateCaches caches) {
        this.templates = caches.make("lookups of rows");
        this.hidden = new HiddenLookups(policies, profile);
        this.policies = policies;
        this.profile = profile;
    }

    @Override
    public BoundStatement of(Change change, Moment moment) {
        RowType type = change.rowType();
        TableRule rule = policies.rule(type);
        Values values = Values.of(rule, Kind.GUARD, moment, type.keyWidth());
        for (int n = 0; n < type.keyWidth(); n++) {
            values.add(Encrypting.stored(change, type.keyColumn(n), rule, moment));
        }
        return new BoundStatement(templates.get(type, this::template), values.array());
    }

    @Override
    public FoundRow read(Change change, ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return FoundRow.GONE;
        }
        long number = rows.getLong(1);
        OptionalLong version = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        return new FoundRow(true, mayBeHidden(change.rowType()) && rows.getBoolean(2), version);
    }

    @Override
    public @Nullable BoundStatement hiddenHolders(Change change, List<String> columns, Moment moment) {
        return hidden.holders(change, columns, moment);
    }

    @Override
    public List<BoundStatement> hiddenReferrers(Row target, @Nullable String table, Moment moment) {
        return hidden.referrers(target, table, moment);
    }

    @Override
    public boolean seeksHidden(GuardRoot guard) {
        return Sought.by(guard, policies.rule(guard.rowType())) != Visibility.VISIBLE;
    }

    @Override
    public boolean mayBeHidden(RowType type) {
        return !policies.rule(type).filters().isEmpty();
    }

    @Override
    public List<PolicyColumn> stamped(Change change) {
        TableRule rule = policies.rule(change.rowType());
        return change.kind() == Kind.INSERT ? rule.inserted() : Values.written(rule, change.kind());
    }

    /** The walls' values, the key; gives the version and whether a filter leaves the row out elsewhere. */
    private StatementTemplate template(RowType type) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        ScopedTable table = new ScopedTable(type, policies);
        Condition walls = table.walls(builder, table.scopeSources(builder));
        Field<?> version = type.version() < 0 ? DSL.inline(null, SQLDataType.BIGINT) : table.field(type.version());
        Condition filtered = table.filtered();
        List<Field<?>> given = new ArrayList<>(List.of(version));
        if (filtered != null) {
            given.add(DSL.field(filtered));
        }
        return builder.build(DSL.select(given).from(table.table()).where(walls.and(table.keyIs(builder))));
    }
}
