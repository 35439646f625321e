package dev.keelson.work.sql;

import dev.keelson.value.ColumnType;
import dev.keelson.work.row.TableName;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** PostgreSQL's sequences, whose names it takes as texts. */
final class PostgresSequences implements Sequences {

    /** The templates, rendered when the first block is drawn, since rendering needs the dialect. */
    private static final class Templates {
        private static final StatementTemplate OF_SEQUENCE = ofSequence();
        private static final StatementTemplate OF_COLUMN = ofColumn();
    }

    @Override
    public BoundStatement block(TableName sequence, int size) {
        return new BoundStatement(Templates.OF_SEQUENCE, new Object[] {quoted(sequence), size});
    }

    @Override
    public BoundStatement blockOfColumn(TableName table, String column, int size) {
        return new BoundStatement(Templates.OF_COLUMN, new Object[] {quoted(table), column, size});
    }

    /** A name as the server reads it in a text. */
    private static String quoted(TableName name) {
        return (name.schema() == null ? "" : quoted(name.schema()) + ".") + quoted(name.name());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static StatementTemplate ofSequence() {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        return build(builder, builder.bind(ColumnType.text()));
    }

    private static StatementTemplate ofColumn() {
        TemplateBuilder builder = new TemplateBuilder(StatementProfile.POSTGRES);
        return build(
                builder,
                DSL.function(
                        "pg_get_serial_sequence",
                        SQLDataType.CLOB,
                        builder.bind(ColumnType.text()),
                        builder.bind(ColumnType.text())));
    }

    private static StatementTemplate build(TemplateBuilder builder, Field<?> sequence) {
        Field<Long> value = DSL.function("nextval", SQLDataType.BIGINT, DSL.field("{0}::regclass", sequence));
        return builder.build(
                DSL.select(value).from(DSL.table("generate_series(1, {0})", builder.bind(ColumnType.integer()))));
    }
}
