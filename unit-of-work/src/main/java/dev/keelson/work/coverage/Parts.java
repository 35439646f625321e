package dev.keelson.work.coverage;

import dev.keelson.work.sql.ScopeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.SelectQuery;
import org.jooq.Table;
import org.jooq.VisitContext;
import org.jooq.VisitListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultVisitListenerProvider;
import org.jooq.impl.QOM;
import org.jspecify.annotations.Nullable;

/** What the parts of a statement say of themselves, and which stand around them. */
final class Parts {

    /** The part of a select that stands around its conditions. */
    private static final Class<?> PROVIDER = provider();

    private Parts() {}

    private static Class<?> provider() {
        List<Class<?>> found = new ArrayList<>();
        DSL.using(new DefaultConfiguration()
                        .set(new DefaultVisitListenerProvider(VisitListener.onVisitStart(visited -> {
                            if (visited.queryPart() instanceof Condition) {
                                found.add(visited.queryPart().getClass());
                            }
                        }))))
                .render(DSL.selectOne().where(DSL.field(DSL.name("a")).isNull()));
        return found.get(0);
    }

    /** What the statement calls it: the table that stands around it where that is an alias. */
    static String alias(VisitContext visited, String name) {
        QueryPart between = above(visited, 1);
        return between != null && isAlias(between) && above(visited, 2) instanceof Table<?> around
                ? lower(around.getName())
                : name;
    }

    /** Whether a part says what a table stands for that is around it: that is read there, and not the one that is called so. */
    static boolean isAlias(QueryPart part) {
        return part.getClass().getName().equals("org.jooq.impl.Alias");
    }

    static List<Reference.Joined> joins(VisitContext visited) {
        QueryPart[] parts = visited.queryParts();
        List<Reference.Joined> joins = new ArrayList<>();
        for (int i = parts.length - 2; i >= 0 && !(parts[i] instanceof SelectQuery<?>); i--) {
            if (parts[i] instanceof QOM.JoinTable<?, ?>) {
                joins.add(new Reference.Joined(parts[i], parts[i + 1]));
            }
        }
        return joins;
    }

    static @Nullable QueryPart above(VisitContext visited, int levels) {
        QueryPart[] parts = visited.queryParts();
        int at = parts.length - 1 - levels;
        return at < 0 ? null : parts[at];
    }

    /** The select, or the join, every row of which fulfils this condition; null where it stands under another than "and". */
    static @Nullable QueryPart around(VisitContext visited) {
        QueryPart[] parts = visited.queryParts();
        int at = parts.length - 2;
        while (at >= 0 && (parts[at] instanceof QOM.And || parts[at].getClass() == PROVIDER)) {
            at--;
        }
        boolean isWhole = at >= 0 && (parts[at] instanceof SelectQuery<?> || parts[at] instanceof QOM.JoinTable<?, ?>);
        return isWhole ? parts[at] : null;
    }

    static boolean isColumn(Field<?> field) {
        return !(field instanceof Param<?>) && !(field instanceof ScopeValue);
    }

    static String column(Field<?> field) {
        return lower(field.getName());
    }

    static @Nullable String qualifier(Field<?> field) {
        String[] names = field.getQualifiedName().getName();
        return names.length < 2 ? null : lower(names[names.length - 2]);
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
