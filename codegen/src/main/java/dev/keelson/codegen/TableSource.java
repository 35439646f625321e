package dev.keelson.codegen;

import dev.keelson.work.tables.MappedColumn;
import dev.keelson.work.tables.MappedTable;
import dev.keelson.work.tables.TableColumns;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * The source of one table. Immutable.
 *
 * @param name of its class
 * @param table what it is of
 */
record TableSource(String name, TableColumns table) {

    /** The text, within these sources. */
    String text(TableSources sources) {
        TypeNames names = sources.names();
        String constant = JavaNames.constant(name);
        String body = """
            /** The table {@code %1$s}, where {@code %2$s} lies. */
            @%3$s("%4$s")
            public final class %5$s extends %6$s {

                private static final long serialVersionUID = 1L;

                /** The table by its own name. */
                public static final %5$s %7$s = new %5$s();

            %8$s    private %5$s() {
                    super(%9$s, %10$s);
                }

                private %5$s(%11$s alias, %5$s table) {
                    super(alias, table);
                }

                @%12$s
                public %5$s as(%13$s alias) {
                    return new %5$s(%14$s.name(alias), this);
                }

                @%12$s
                public %5$s as(%11$s alias) {
                    return new %5$s(alias, this);
                }
            }
            """.formatted(
                        comment(table.name().toString()),
                        comment(table.path()),
                        names.of(Generated.class),
                        TableSources.GENERATED,
                        name,
                        names.of(MappedTable.class),
                        constant,
                        columns(names, constant, sources.packageName()),
                        sources.mapped(),
                        literal(table.name().toString()),
                        names.of(Name.class),
                        names.of(Override.class),
                        names.of(String.class),
                        names.of(DSL.class));
        return sources.source(names, body);
    }

    private String columns(TypeNames names, String constant, String packageName) {
        JavaNames fields = new JavaNames(Set.of(constant));
        StringBuilder text = new StringBuilder();
        for (MappedColumn column : table.columns()) {
            text.append(column(column, fields.take(JavaNames.constant(column.name())), names, packageName));
        }
        return text.toString();
    }

    /** A column of the domain's values where their class can be named here, else of its own values. */
    private static String column(MappedColumn column, String field, TypeNames names, String packageName) {
        boolean isOfDomain = column.content() != null && TypeNames.isNameable(column.values(), packageName);
        Class<?> type = isOfDomain ? column.values() : column.plainValues();
        return """
                /** {@code %s} */
                public final %s<%s, %s> %s = %s(%s, %s.class);

            """.formatted(
                        comment(column.label()),
                        names.of(TableField.class),
                        names.of(Record.class),
                        names.typeOf(type),
                        field,
                        isOfDomain ? "values" : "column",
                        literal(column.name()),
                        names.of(type));
    }

    private static String comment(String text) {
        return text.replaceAll("[^\\p{L}\\p{Nd}_. $-]", "?");
    }

    /** A text as a literal of ASCII. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append("\\%03o".formatted((int) c));
            } else if (c > '~') {
                literal.append("\\u%04x".formatted((int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
