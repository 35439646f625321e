package dev.keelson.work.policy.audit;

import dev.keelson.kernel.Actor;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.policy.ActorColumn;
import dev.keelson.work.policy.ChosenAggregates;
import dev.keelson.work.policy.Clause;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.TableRule;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Who made and who last changed an aggregate, and when, in columns beside the root's own:
 *
 * <pre>{@code
 * Keelson.builder().policy(Audit.columns())...                              // created_at, created_by, updated_at, updated_by
 * Audit.columns().createdAt("made_at").withoutUpdatedBy().except(Rate.class)
 * }</pre>
 *
 * A change anywhere in a versioned aggregate stamps its root, as it raises its version; an unversioned root is stamped where its
 * row is written anyway. No stamp causes a write, a statement or a round trip. All rows of a commit have the same instant, that of the
 * clock of the {@code WorkContext}, and the same actor: every context has one, so none is ever missing. The commit log is not stamped.
 *
 * <p>It tells of the last change only and keeps no history. What writes past Keelson is not stamped. Immutable, and thread-safe as the
 * function or converter of actors is.
 */
public final class Audit implements Policy {

    private final AuditColumns columns;
    private final ChosenAggregates aggregates;
    private final boolean everyRow;
    private final TableRule rule;

    private Audit(AuditColumns columns, ChosenAggregates aggregates, boolean everyRow) {
        this.columns = columns;
        this.aggregates = aggregates;
        this.everyRow = everyRow;
        this.rule = new TableRule(List.<Clause>copyOf(columns.stamps()));
    }

    /**
     * Columns {@code created_at}, {@code created_by}, {@code updated_at} and {@code updated_by} on the roots of all aggregates:
     * {@code timestamptz}, and the actor's name as {@code text}.
     */
    public static Audit columns() {
        return new Audit(AuditColumns.STANDARD, ChosenAggregates.ALL, false);
    }

    /**
     * The same with another name for the column that tells when a row was inserted.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Audit createdAt(String column) {
        return with(columns.createdAt(Objects.requireNonNull(column, "column")));
    }

    /**
     * The same with another name for the column that tells who inserted a row.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Audit createdBy(String column) {
        return with(columns.createdBy(Objects.requireNonNull(column, "column")));
    }

    /**
     * The same with another name for the column that tells when a row was last written.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Audit updatedAt(String column) {
        return with(columns.updatedAt(Objects.requireNonNull(column, "column")));
    }

    /**
     * The same with another name for the column that tells who last wrote a row.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Audit updatedBy(String column) {
        return with(columns.updatedBy(Objects.requireNonNull(column, "column")));
    }

    /**
     * The same without the column that tells when a row was inserted.
     *
     * @throws IllegalArgumentException if no column is left
     */
    public Audit withoutCreatedAt() {
        return with(columns.createdAt(null));
    }

    /**
     * The same without the column that tells who inserted a row.
     *
     * @throws IllegalArgumentException if no column is left
     */
    public Audit withoutCreatedBy() {
        return with(columns.createdBy(null));
    }

    /**
     * The same without the column that tells when a row was last written.
     *
     * @throws IllegalArgumentException if no column is left
     */
    public Audit withoutUpdatedAt() {
        return with(columns.updatedAt(null));
    }

    /**
     * The same without the column that tells who last wrote a row.
     *
     * @throws IllegalArgumentException if no column is left
     */
    public Audit withoutUpdatedBy() {
        return with(columns.updatedBy(null));
    }

    /**
     * The same with instants in columns of this type, cut to its fraction of a second.
     *
     * @param type {@code timestamptz}, or {@code timestamp}, which holds the time in UTC
     * @throws IllegalArgumentException if it is another
     */
    public Audit instants(ColumnType type) {
        return with(columns.instants(PolicyColumn.requireInstants(type)));
    }

    /**
     * The same with the names of actors in columns of this type; a name that is too long is refused before it is sent.
     *
     * @param type {@code text} or {@code varchar(n)}
     * @throws IllegalArgumentException if it is another
     */
    public Audit actors(ColumnType type) {
        return with(columns.actors(ActorColumn.named(type)));
    }

    /**
     * The same with what a function makes of actors in columns of this type.
     *
     * @param value gives what the type fits, never null; {@code plan()} asks it as well
     */
    public Audit actors(ColumnType type, Function<? super Actor, ?> value) {
        return with(columns.actors(new ActorColumn(type, value)));
    }

    /**
     * The same with actors as a converter of the application writes them.
     *
     * @param converter to just one column that is never null
     * @throws IllegalArgumentException if it has other columns
     */
    public Audit actors(ValueConverter<Actor> converter) {
        return with(columns.actors(ActorColumn.by(converter)));
    }

    /**
     * The same for these aggregates alone, and others that were named so.
     *
     * @param aggregates classes of roots, or above roots; {@code build()} refuses others
     * @throws IllegalArgumentException if there is none
     */
    public Audit only(Class<?>... aggregates) {
        return new Audit(columns, this.aggregates.only("audit", aggregates), everyRow);
    }

    /**
     * The same without these aggregates.
     *
     * @param aggregates classes of roots, or above roots; {@code build()} refuses others
     * @throws IllegalArgumentException if there is none
     */
    public Audit except(Class<?>... aggregates) {
        return new Audit(columns, this.aggregates.except("audit", aggregates), everyRow);
    }

    /**
     * The same for each row that is written, not the root's alone: every table of an aggregate has the columns. Values without an
     * identifier that are replaced are deleted and inserted, and so are made anew.
     */
    public Audit everyRow() {
        return new Audit(columns, aggregates, true);
    }

    private Audit with(AuditColumns others) {
        return new Audit(others, aggregates, everyRow);
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Set<Class<?>> aggregates() {
        return aggregates.named();
    }

    @Override
    public TableRule rule(PolicyTable table) {
        columns.requireDistinct();
        boolean isStamped = switch (table.role()) {
            case ROOT -> everyRow || !table.isExtension();
            case PART -> everyRow;
            case COMMIT_LOG, POLICY -> false;
        };
        return isStamped && aggregates.include(table) ? rule : TableRule.NONE;
    }
}
