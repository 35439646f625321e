package dev.keelson.work.load.select;

import dev.keelson.kernel.Lock;
import dev.keelson.work.coverage.Coverage;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.database.Query;
import dev.keelson.work.load.select.RowQuery.Referral;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.policy.Visibility;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.OpenValue;
import dev.keelson.work.sql.Parameter;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import dev.keelson.work.sql.TemplateCache;
import dev.keelson.work.sql.TemplateCaches;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
        COLUMNS,
        KEYS,
        COUNT,
        EXISTS
    }

    /**
     * Which queries share a text: the limits stand in it as literals.
     *
     * @param selected what is selected, where that is neither aggregates nor keys
     * @param keys how the roots are restricted to keys: the table and the columns that hold them, and how many values they are
     */
    private record Shape(
            Kind kind,
            @Nullable Object selected,
            Class<?> type,
            Visibility visibility,
            @Nullable Lock lock,
            @Nullable Integer limit,
            int offset,
            List<Integer> keys,
            List<String> fetched,
            ShapeWords condition) {}

    /**
     * A text, or none where it was tried in vain to make one.
     *
     * @param scopes the policies' columns whose values stand behind those of the condition and of the keys
     */
    private record Shaped(@Nullable StatementTemplate template, List<PolicyColumn> scopes) {}

    private final StatementProfile profile;
    private final Coverage coverage;
    private final TemplateCache<Shape, Shaped> cache;

    /**
     * @param coverage looks at each text before it is used
     */
    ShapedQueries(StatementProfile profile, Coverage coverage, TemplateCaches caches) {
        this.profile = profile;
        this.coverage = coverage;
        this.cache = caches.make("queries");
    }

    /**
     * A query, whose text is rendered where its shape is not known yet.
     *
     * @param selected tells what is selected, where that is neither aggregates nor keys
     * @param single whether many like it are a loop's
     * @param make makes the statement, given the value that a policy's column is compared with
     */
    Query of(
            Kind kind,
            @Nullable Object selected,
            RowQuery query,
            Visibility visibility,
            @Nullable Lock lock,
            boolean single,
            Moment moment,
            Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        ConditionShape condition = ConditionShape.of(query);
        if (condition == null) {
            prove(query, visibility, moment, make);
            return unshaped(single, moment, make);
        }
        List<@Nullable Object> keys = keys(query);
        Shape shape = new Shape(
                kind,
                selected,
                query.roots().type(),
                visibility,
                lock,
                query.limit(),
                query.offset(),
                shape(query.referral(), keys),
                kind == Kind.ROWS ? query.fetches().paths() : List.of(),
                condition.words());
        Shaped known = cache.find(shape);
        if (known == null) {
            prove(query, visibility, moment, make);
            known = cache.keep(shape, render(condition.values(), keys.size(), make));
        }
        @Nullable
        Object[] values = known.template() == null ? null : values(condition.values(), keys, known.scopes(), moment);
        return known.template() == null || values == null
                ? unshaped(single, moment, make)
                : new Query.Rendered(new BoundStatement(known.template(), values), single);
    }

    private void prove(
            RowQuery query,
            Visibility visibility,
            Moment moment,
            Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        coverage.require(
                () -> "a query of " + query.roots().type().getSimpleName(),
                make.apply(ScopeValue::new),
                moment,
                visibility);
    }

    private Query unshaped(boolean single, Moment moment, Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        return new Query.OfJooq(
                make.apply(ColumnBinding.values(moment)), profile.dialect(), single, ColumnBinding.open(moment));
    }

    private List<@Nullable Object> keys(RowQuery query) {
        Referral referral = query.referral();
        return referral == null
                ? List.of()
                : KeyArrays.sent(
                        query.roots().first().tables().get(referral.table()).rowType(), referral, profile.delivery());
    }

    private static List<Integer> shape(@Nullable Referral referral, List<@Nullable Object> keys) {
        if (referral == null) {
            return List.of();
        }
        List<Integer> shape = new ArrayList<>(referral.columns());
        shape.add(referral.table());
        shape.add(keys.size());
        return shape;
    }

    /** The values as they are sent, or null where a binding itself has to say what becomes of one. */
    private static @Nullable Object @Nullable [] values(
            List<ShapeValue> given, List<@Nullable Object> keys, List<PolicyColumn> scopes, Moment moment) {
        @Nullable Object[] values = new Object[given.size() + keys.size() + scopes.size()];
        int at = 0;
        for (int i = 0; i < given.size(); i++) {
            Object sent = given.get(i).sent();
            if (sent == null) {
                return null;
            }
            values[at++] = sent;
        }
        for (int i = 0; i < keys.size(); i++) {
            values[at++] = keys.get(i);
        }
        for (int i = 0; i < scopes.size(); i++) {
            values[at++] = moment.value(scopes.get(i));
        }
        return values;
    }

    /** The sources of the text are the values of the condition, those of the keys, and those of the policies' columns. */
    private Shaped render(
            List<ShapeValue> values, int keys, Function<Function<PolicyColumn, Field<?>>, Select<?>> make) {
        TemplateBuilder builder = new TemplateBuilder(profile);
        IdentityHashMap<Field<?>, Integer> places = new IdentityHashMap<>();
        IdentityHashMap<Param<?>, Parameter> params = new IdentityHashMap<>();
        for (ShapeValue value : values) {
            int place = builder.source();
            places.put(value.part(), place);
            if (value.part() instanceof Param<?> param) {
                params.put(
                        param, new Parameter(place, profile.dialect().values().sent(value.type()), value.isArray()));
            }
        }
        for (int i = 0; i < keys; i++) {
            builder.source();
        }
        Map<PolicyColumn, Integer> scopes = new LinkedHashMap<>();
        Function<PolicyColumn, Field<?>> scope =
                column -> builder.bind(scopes.computeIfAbsent(column, unused -> builder.source()), column.type());
        StatementTemplate template = builder.build(make.apply(scope), params, open -> switch (open) {
            case ScopeValue ofPolicy -> scope.apply(ofPolicy.column());
            case KeyValue key when key.isArray() -> builder.bindArray(values.size() + key.place(), key.type());
            case KeyValue key -> builder.bind(values.size() + key.place(), key.type());
            default -> given(open, places.get(open), values, builder);
        });
        return new Shaped(template, List.copyOf(scopes.keySet()));
    }

    private static Field<?> given(
            OpenValue open, @Nullable Integer place, List<ShapeValue> values, TemplateBuilder builder) {
        if (place == null) {
            return open.untold();
        }
        ShapeValue value = values.get(place);
        return value.isArray() ? builder.bindArray(place, value.type()) : builder.bind(place, value.type());
    }
}
