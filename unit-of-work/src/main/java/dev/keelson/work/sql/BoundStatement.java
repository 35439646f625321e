package dev.keelson.work.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its values. The array is handed over, not copied: whoever made it leaves it alone from then on. So
 * read, immutable.
 */
public final class BoundStatement {

    private final StatementTemplate template;
    private final @Nullable Object[] values;

    /**
     * @param values one value for each {@link Parameter#source()}; an array of them where the parameter is one
     */
    public BoundStatement(StatementTemplate template, @Nullable Object[] values) {
        this.template = template;
        this.values = values;
    }

    public StatementTemplate template() {
        return template;
    }

    /** The value of this source. */
    public @Nullable Object value(int source) {
        return values[source];
    }

    /** Its values, and more behind them. */
    public @Nullable Object[] valuesAnd(@Nullable Object[] more) {
        @Nullable Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, all, values.length, more.length);
        return all;
    }

    /** The same statement behind a comment. */
    public BoundStatement commented(String comment) {
        return new BoundStatement(template.commented(comment), values);
    }

    @Override
    public String toString() {
        return template.sql();
    }
}
