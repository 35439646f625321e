package dev.keelson.work.load.select;

import dev.keelson.kernel.Lock;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Query;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Parameter;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** The texts of queries, rendered once for each shape and kept. Thread-safe. */
final class ShapedQueries {

    /** What is asked of the roots that a query finds. */
    enum Kind {
        ROWS,
        KEYS,
        COUNT,
        EXISTS
    }

    /** Which queries share a text: the limits stand in it as literals. */
    private record Shape(
            Kind kind,
            Class<?> type,
            Visibility visibility,
            @Nullable Lock lock,
            @Nullable Integer limit,
            int offset,
            List<String> fetched,
            String condition) {}

    /**
     * A text.
     *
     * @param scopes the policies' columns whose values stand before those of the condition
     */
    private record Shaped(StatementTemplate template, List<PolicyColumn> scopes) {}

    private final StatementProfile profile;
    private final TemplateCache<Shape, Shaped> cache;

    ShapedQueries(StatementProfile profile, TemplateCaches caches) {
        this.profile = profile;
        this.cache = caches.make("queries");
    }

    /**
     * A query, whose text is rendered where its shape is not known yet.
     *
     * @param single whether many like it are a loop's
     * @param make makes the statement, given the value that a policy's column is compared with
     */
    Query of(
            Kind kind,
            RowQuery query,
            Visibility visibility,
            @Nullable Lock lock,
            boolean single,
            Moment moment,
            Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        ConditionShape condition = query.referral() == null ? ConditionShape.of(query) : null;
        @Nullable Object[] values = condition == null ? null : values(condition.params());
        if (condition == null || values == null) {
            return unshaped(single, moment, make);
        }
        Shape shape = new Shape(
                kind,
                query.roots().type(),
                visibility,
                lock,
                query.limit(),
                query.offset(),
                kind == Kind.ROWS ? query.fetches().paths() : List.of(),
                condition.text());
        Shaped known = cache.find(shape);
        if (known == null) {
            Shaped made = render(condition.params(), make);
            if (made == null) {
                return unshaped(single, moment, make);
            }
            known = cache.keep(shape, made);
        }
        return new Query.Rendered(new BoundStatement(known.template(), all(known.scopes(), values, moment)), single);
    }

    private Query unshaped(boolean single, Moment moment, Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        return new Query.OfJooq(make.apply(ColumnBinding.values(moment)), profile.dialect(), single);
    }

    /** The values as they are sent, or null where a binding itself has to say what becomes of one. */
    private static @Nullable Object @Nullable [] values(List<Param<?>> params) {
        @Nullable Object[] values = new Object[params.size()];
        for (int i = 0; i < values.length; i++) {
            Param<?> param = params.get(i);
            Object value = param.getValue();
            Object sent = value == null ? null : ((ColumnBinding<?, ?>) param.getBinding()).sent(value);
            if (sent == null) {
                return null;
            }
            values[i] = sent;
        }
        return values;
    }

    private static @Nullable Object[] all(List<PolicyColumn> scopes, @Nullable Object[] given, Moment moment) {
        @Nullable Object[] values = new Object[scopes.size() + given.length];
        for (int i = 0; i < scopes.size(); i++) {
            values[i] = moment.value(scopes.get(i));
        }
        System.arraycopy(given, 0, values, scopes.size(), given.length);
        return values;
    }

    private @Nullable Shaped render(List<Param<?>> params, Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        Map<PolicyColumn, Integer> scopes = new LinkedHashMap<>();
        Select<?> select = make.apply(
                column -> builder.bind(scopes.computeIfAbsent(column, unused -> builder.source()), column.type()));
        List<Parameter> given = new ArrayList<>(params.size());
        for (int i = 0; i < params.size(); i++) {
            ColumnBinding<?, ?> binding = (ColumnBinding<?, ?>) params.get(i).getBinding();
            given.add(new Parameter(
                    scopes.size() + i, profile.dialect().values().sent(binding.type()), binding.isArray()));
        }
        StatementTemplate template = builder.build(select, params, given);
        return template == null ? null : new Shaped(template, List.copyOf(scopes.keySet()));
    }
}
