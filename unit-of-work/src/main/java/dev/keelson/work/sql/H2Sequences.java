package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** H2's sequences. What an identity column draws from cannot be asked there. */
final class H2Sequences implements Sequences {

    @Override
    public BoundStatement block(TableName sequence, int size) {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.H2);
        StatementTemplate template = builder.build(DSL.select(
                        DSL.sequence(Names.table(sequence), SQLDataType.BIGINT).nextval())
                .from(DSL.table("system_range(1, {0})", builder.bind(ColumnType.integer()))));
        return new BoundStatement(template, new Object[] {size});
    }

    @Override
    public @Nullable BoundStatement blockOfColumn(TableName table, String column, int size) {
        return null;
    }
}
