package dev.keelson.work.coverage;

import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.Policies;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.row.RowType;
import dev.keelson.work.sql.Dialect;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.QueryPart;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultVisitListenerProvider;

/**
 * Proves that every table reference of a statement is restricted by the policies, whoever wrote it: it looks at what jOOQ renders and knows
 * nothing of who puts the restrictions there. What it cannot prove is refused. Immutable, thread-safe.
 */
public final class Coverage {

    private final Map<String, TableRule> rules;
    private final Dialect dialect;

    private Coverage(Map<String, TableRule> rules, Dialect dialect) {
        this.rules = rules;
        this.dialect = dialect;
    }

    /** The coverage of all tables on which policies put restrictions. */
    public static Coverage of(Policies policies, Dialect dialect) {
        Map<String, TableRule> rules = new HashMap<>();
        for (RowType rows : policies.mapped()) {
            TableRule rule = policies.rule(rows);
            if (!rule.walls().isEmpty() || !rule.filters().isEmpty()) {
                rules.put(rows.table().name().toLowerCase(Locale.ROOT), rule);
            }
        }
        return new Coverage(Map.copyOf(rules), dialect);
    }

    /**
     * Makes sure that a statement only reads, and that every reference to a restricted table is restricted to what may be seen.
     *
     * @param attempted what a message says was attempted
     * @param moment of which the restrictions' values are
     * @param visibility which rows of those that may be hidden are seen
     * @throws PolicyViolationException if that cannot be proved
     */
    public void require(Supplier<String> attempted, Select<?> statement, Moment moment, Visibility visibility) {
        if (!rules.isEmpty()) {
            require(attempted, reader(rules, statement, moment, visibility));
        }
    }

    /**
     * The same of a statement of the application's own, which may write although nothing is restricted.
     *
     * @param walled whether it has to be restricted; else it may read whatever it likes
     * @throws IllegalArgumentException if it writes
     */
    public void requireRead(
            Supplier<String> attempted, QueryPart statement, Moment moment, Visibility visibility, boolean walled) {
        Reader reader = reader(walled ? rules : Map.of(), statement, moment, visibility);
        if (reader.writes()) {
            throw new IllegalArgumentException(
                    "Cannot fetch by a statement that writes: no version would tell others of it. Write by aggregates,"
                            + " or by sql().update(...) and delete(...), which are part of the commit.");
        }
        require(attempted, reader);
    }

    private Reader reader(
            Map<String, TableRule> restricting, QueryPart statement, Moment moment, Visibility visibility) {
        return read(new Reader(restricting, moment, visibility), statement);
    }

    /** The tables that are restricted, by name. */
    Map<String, TableRule> rules() {
        return rules;
    }

    /** Has a reader read a statement. */
    <R extends Reader> R read(R reader, QueryPart statement) {
        DSL.using(new DefaultConfiguration()
                        .set(dialect.jooq())
                        .set(dialect.settings())
                        .set(new DefaultVisitListenerProvider(reader)))
                .render(statement);
        return reader;
    }

    private static void require(Supplier<String> attempted, Reader reader) {
        String problem = reader.problem();
        if (problem != null) {
            throw new PolicyViolationException(
                    reader.policy(),
                    attempted.get() + " " + problem,
                    "Take the table from sql().table(...), ask by properties (any, at), or compare its column with the"
                            + " tenant itself, joined by \"and\"; where every tenant's rows are meant, say"
                            + " sql().acrossTenants(reason)");
        }
    }
}
