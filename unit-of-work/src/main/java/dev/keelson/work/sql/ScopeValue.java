package dev.keelson.work.sql;

import dev.keelson.work.policy.PolicyColumn;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;

/** The value of a policy's column at the moment at which a statement is sent, such as the tenant. Immutable. */
public final class ScopeValue extends OpenValue {

    private static final long serialVersionUID = 1L;

    private static final Name NAME = DSL.unquotedName("scope");

    private final transient PolicyColumn column;

    public ScopeValue(PolicyColumn column) {
        super(NAME);
        this.column = column;
    }

    /** The column whose value it is. */
    public PolicyColumn column() {
        return column;
    }

    @Override
    public Field<?> untold() {
        return DSL.val((Object) null);
    }
}
