package dev.keelson.work.sets;

import dev.keelson.value.ColumnType;
import dev.keelson.work.database.ColumnBinding;
import dev.keelson.work.policy.Moment;
import dev.keelson.work.policy.PolicyColumn;
import dev.keelson.work.sql.BoundStatement;
import dev.keelson.work.sql.Dialect;
import dev.keelson.work.sql.GivenValue;
import dev.keelson.work.sql.OpenValue;
import dev.keelson.work.sql.Parameter;
import dev.keelson.work.sql.ScopeValue;
import dev.keelson.work.sql.StatementProfile;
import dev.keelson.work.sql.StatementTemplate;
import dev.keelson.work.sql.TemplateBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Binding;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The values of one statement while it is made: ours, those of policies, and those of the application's conditions, each in the form in which a
 * commit sends it. Used by one thread, once.
 */
final class SentValues {

    /** The types of what is compared by jOOQ's own means. */
    private static final Map<Class<?>, ColumnType> PLAIN = Map.ofEntries(
            Map.entry(String.class, ColumnType.text()),
            Map.entry(Boolean.class, ColumnType.bool()),
            Map.entry(Short.class, ColumnType.smallint()),
            Map.entry(Integer.class, ColumnType.integer()),
            Map.entry(Long.class, ColumnType.bigint()),
            Map.entry(Float.class, ColumnType.real()),
            Map.entry(Double.class, ColumnType.doublePrecision()),
            Map.entry(BigDecimal.class, ColumnType.numeric()),
            Map.entry(UUID.class, ColumnType.uuid()),
            Map.entry(LocalDate.class, ColumnType.date()),
            Map.entry(LocalTime.class, ColumnType.time()),
            Map.entry(LocalDateTime.class, ColumnType.timestamp()),
            Map.entry(Instant.class, ColumnType.timestamptz()));

    /** A value as it is sent. */
    private record Sent(
            ColumnType type, boolean array, @Nullable Object value) {}

    private final String label;
    private final Dialect dialect;
    private final Moment moment;
    private final TemplateBuilder builder;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final Map<PolicyColumn, Integer> scopes = new LinkedHashMap<>();
    private final IdentityHashMap<OpenValue, Integer> open = new IdentityHashMap<>();
    private final IdentityHashMap<Param<?>, Parameter> params = new IdentityHashMap<>();

    SentValues(String label, StatementProfile profile, Moment moment) {
        this.label = label;
        this.dialect = profile.dialect();
        this.moment = moment;
        this.builder = new TemplateBuilder(profile);
    }

    TemplateBuilder builder() {
        return builder;
    }

    /** The place of one more value. */
    int source(@Nullable Object value) {
        values.add(value);
        return builder.source();
    }

    /** A parameter that takes a value. */
    Field<Object> bind(ColumnType type, @Nullable Object value) {
        return bound(source(value), type);
    }

    /** A parameter that takes the value at a place. */
    Field<Object> bound(int source, ColumnType type) {
        return TemplateBuilder.untyped(builder.bind(source, type));
    }

    /** The value that a policy's column is compared with. */
    Field<?> scope(PolicyColumn column) {
        Integer known = scopes.get(column);
        int source = known == null ? source(moment.value(column)) : known;
        scopes.put(column, source);
        return builder.bind(source, column.type());
    }

    /**
     * Takes up the values in a part of the statement that is not made here.
     *
     * @throws IllegalArgumentException if it has one of which nobody knows how it is sent
     */
    void take(QueryPart foreign) {
        DSLContext context = DSL.using(dialect.jooq(), dialect.settings());
        OpenValue.tell(context.configuration(), value -> DSL.inline(0));
        for (Param<?> param : context.extractParams(foreign).values()) {
            if (!param.isInline() && !params.containsKey(param)) {
                if (param.getParamName() != null) {
                    throw unknown("named " + param.getParamName());
                }
                Sent sent = sent(param.getValue(), param.getBinding());
                ColumnType type = dialect.values().sent(sent.type());
                params.put(param, new Parameter(source(sent.value()), type, sent.array()));
            }
        }
    }

    private Sent sent(@Nullable Object value, Binding<?, ?> binding) {
        if (binding instanceof ColumnBinding<?, ?> ofColumn) {
            Object column = value == null ? null : ofColumn.sent(value);
            if (value != null && column == null) {
                throw unknown("that its column cannot hold");
            }
            return new Sent(ofColumn.type(), ofColumn.isArray(), column);
        }
        Object plain = value == null ? null : converted(value, binding);
        ColumnType type = plain == null ? null : PLAIN.get(plain.getClass());
        if (type == null) {
            throw unknown(
                    value == null ? "null" : "of class " + value.getClass().getSimpleName());
        }
        return new Sent(type, false, plain);
    }

    @SuppressWarnings("unchecked") // a binding takes the values of its own parameter
    private static <T, U> @Nullable Object converted(Object value, Binding<T, U> binding) {
        return binding.converter().to((U) value);
    }

    private IllegalArgumentException unknown(String which) {
        return Refused.because(
                label,
                "a condition or an expression has a value " + which + ", which a commit does not send",
                "Compare by properties: where(one -> one.field(\"...\").eq(value))");
    }

    /** The statement with all its values. */
    BoundStatement statement(QueryPart whole) {
        StatementTemplate template = builder.build(whole, params, this::told);
        if (template == null) {
            throw unknown("that jOOQ makes as it is rendered");
        }
        return new BoundStatement(template, values.toArray());
    }

    private Field<?> told(OpenValue value) {
        return switch (value) {
            case ScopeValue scope -> scope(scope.column());
            case GivenValue given -> given(given);
            default -> value.untold();
        };
    }

    private Field<?> given(GivenValue given) {
        Sent sent = sent(given.value(), given.type().getBinding());
        Integer known = open.get(given);
        int source = known == null ? source(sent.value()) : known;
        open.put(given, source);
        return sent.array() ? builder.bindArray(source, sent.type()) : builder.bind(source, sent.type());
    }
}
