package dev.keelson.work.mapping;

import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.PropertyConfig.Form;
import dev.keelson.work.mapping.References.Identity;
import dev.keelson.work.mapping.ShapeBuilder.Classes;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Exactness;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.Column.Writer;
import dev.keelson.work.row.Encryption;
import dev.keelson.work.row.ForeignKey;
import dev.keelson.work.row.Sameness;
import dev.keelson.work.scan.Faults;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lays values into columns of a row: by a converter, as a single value, or part by part. Used by one thread.
 *
 * <p>Source: Fowler, PoEAA, Embedded Value (268), Foreign Key Mapping (236).
 */
final class ColumnBuilder {

    private final BuildContext context;
    private final Tables tables;
    private final ShapeBuilder shapes;
    private final ColumnForms forms;

    ColumnBuilder(BuildContext context, Tables tables, ShapeBuilder shapes) {
        this.context = context;
        this.tables = tables;
        this.shapes = shapes;
        this.forms = new ColumnForms(context);
    }

    /**
     * Where the value lies, or empty where a fault was added.
     *
     * @param identified the aggregate that the value identifies, if it does
     */
    Optional<ColumnContent> columns(ValueDraft value, Place place, TableDraft table, Optional<Identity> identified) {
        ValueConverter<?> converter = converter(value, identified);
        Optional<ColumnContent> content;
        if (value.correction().form() != Form.PLAIN) {
            content = forms.converter(value).map(form -> {
                boolean checked = value.correction().form() == Form.JSON;
                return scalar(value, place, table, form, identified, checked);
            });
        } else if (converter instanceof ScalarConverter<?> scalar) {
            content = Optional.of(scalar(value, place, table, Scalars.untyped(scalar), identified, true));
        } else if (converter != null) {
            content = converted(value, place, table, converter);
        } else {
            Optional<ScalarConverter<Object>> scalar =
                    value.correction().hierarchy().isEmpty()
                            ? context.scalars()
                                    .find(value.type(), value.correction().creator())
                            : Optional.empty();
            content = scalar.isPresent()
                    ? Optional.of(scalar(value, place, table, scalar.get(), identified, false))
                    : ofParts(value, place, table);
        }
        identified.ifPresent(to -> content.ifPresent(columns -> refers(value, table, columns, to)));
        return content;
    }

    /** The converter said for the property, else for its type, else for the identifier that it refers to. */
    private @Nullable ValueConverter<?> converter(ValueDraft value, Optional<Identity> identified) {
        ValueConverter<?> said = value.correction().converter();
        if (said != null) {
            return said;
        }
        Optional<ValueConverter<Object>> byType = context.scalars().converterOf(value.type());
        return byType.isPresent()
                ? byType.get()
                : identified.map(to -> likeIdentifier(value, to)).orElse(null);
    }

    /** The converter that was said for the identifier; a wrapper of the identifier lies as it does. */
    private @Nullable ValueConverter<?> likeIdentifier(ValueDraft value, Identity to) {
        ValueConverter<?> said = to.correction().converter();
        Optional<Wrapper> wrapper = context.scalars().wrapperOf(value.type());
        if (said == null || wrapper.isEmpty()) {
            return said;
        }
        @SuppressWarnings("unchecked") // what is wrapped is the identifier that the converter was said for
        ValueConverter<Object> inner = (ValueConverter<Object>) said;
        return wrapper.get().around(inner);
    }

    private void refers(ValueDraft value, TableDraft table, ColumnContent content, Identity to) {
        List<Integer> columns = Walk.columns(content);
        context.links()
                .refers(new Links.Reference(
                        tables.root(), value.path(), tables.parent(table).index(), columns, to.root()));
        if (context.foreignKeys()
                && value.correction().hasForeignKey()
                && to.table() != null
                && columns.size() == to.key().size()) {
            List<String> key = to.key().stream().map(Column::name).toList();
            table.addForeignKey(new ForeignKey(columns, to.table(), key, false));
        }
    }

    /**
     * A value in one column.
     *
     * @param checked whether the converter is not ours, so that it is held to give back what it was given
     */
    private ScalarContent scalar(
            ValueDraft value,
            Place place,
            TableDraft table,
            ScalarConverter<Object> converter,
            Optional<Identity> identified,
            boolean checked) {
        PropertyConfig correction = value.correction();
        String column = correction.column() != null
                ? correction.column()
                : place.prefix() + BuildContext.columnName(value.name(), identified.isPresent());
        boolean nullable = place.optional() || isNullable(value, place, table, column);
        ColumnType type = type(correction, converter, identified);
        ColumnCipher cipher = correction.cipher();
        int position = table.add(
                column, value.within(), cipher == null ? type : ColumnType.bytea(), nullable, place.variant());
        ColumnType exact = cipher == null ? table.column(position).type() : type;
        Sameness sameness = Samenesses.of(position, exact, converter);
        table.refine(position, correction.writer(), sameness, cipher == null ? null : new Encryption(cipher, exact));
        forms.check(value, table.column(position), exact, identified.isPresent());
        return new ScalarContent(
                position,
                exact,
                converter,
                exactness(correction, ColumnForms.hasTime(exact), converter, checked),
                cipher != null);
    }

    private Exactness exactness(
            PropertyConfig correction, boolean hasTime, ValueConverter<?> converter, boolean checked) {
        if (converter.comparesValues()) {
            return Exactness.TRUSTED;
        }
        boolean strict = correction.isStrictTime() || context.strictTime();
        return strict && hasTime ? Exactness.STRICT : checked ? Exactness.CHECKED : Exactness.TRUSTED;
    }

    /** A reference has the type of the key it refers to. */
    private static ColumnType type(
            PropertyConfig correction, ScalarConverter<Object> converter, Optional<Identity> identified) {
        if (correction.type() != null) {
            return correction.type();
        }
        ColumnType convention = Scalars.columnType(converter);
        return identified
                .filter(to -> to.key().size() == 1)
                .map(to -> to.key().get(0).type())
                .filter(key -> key.javaType() == convention.javaType())
                .orElse(convention);
    }

    private Optional<ColumnContent> converted(
            ValueDraft value, Place place, TableDraft table, ValueConverter<?> converter) {
        PropertyConfig correction = value.correction();
        String name = correction.column() != null ? correction.column() : place.prefix() + Naming.snake(value.name());
        boolean absent = isNullable(value, place, table, name);
        int first = -1;
        int presence = -1;
        int count = 0;
        for (ColumnSpec spec : converter.columns()) {
            String column = spec.suffix().isEmpty() ? name : prefix(correction, name + "_") + spec.suffix();
            boolean nullable = place.optional() || absent || spec.nullable();
            int position = table.add(column, value.within(), spec.type(), nullable, place.variant());
            first = count == 0 ? position : first;
            presence = presence < 0 && !spec.nullable() ? position : presence;
            if (position != first + count) {
                context.faults()
                        .add(
                                value.path(),
                                "only some of its columns are shared with another class of the hierarchy",
                                "give it columns of its own: .property(\"...\", p -> p.column(\"...\"))");
                return Optional.empty();
            }
            count++;
        }
        if (absent && presence < 0) {
            noPresence(value.path());
        }
        @SuppressWarnings("unchecked") // the model hands it only values of the property that it was configured for
        ValueConverter<Object> untyped = (ValueConverter<Object>) converter;
        forms.checkSeveral(value);
        for (int position = first; position < first + count; position++) {
            table.refine(position, Writer.APPLICATION, Samenesses.of(first, count, position, untyped), null);
        }
        boolean hasTime = converter.columns().stream().anyMatch(spec -> ColumnForms.hasTime(spec.type()));
        Exactness exactness = exactness(correction, hasTime, converter, true);
        return Optional.of(new ConvertedContent(first, count, absent ? presence : -1, untyped, exactness));
    }

    private Optional<ColumnContent> ofParts(ValueDraft value, Place place, TableDraft table) {
        Optional<Wrapper> wrapper = context.scalars().wrapperOf(value.type());
        return wrapper.isEmpty()
                ? embedded(value, place, table)
                : embedded(value.as(wrapper.get().wrapped()), place, table)
                        .map(inner -> new WrappedContent(inner, wrapper.get()::unwrapped, wrapper.get()::wrapper));
    }

    private Optional<ColumnContent> embedded(ValueDraft value, Place place, TableDraft table) {
        PropertyConfig correction = value.correction();
        Optional<Map<Class<?>, Identity>> identifiers = identifiers(value);
        Optional<Unmappable> unmappable = Unmappable.of(value.type(), place, context, correction.hierarchy());
        if (unmappable.isPresent()) {
            context.faults()
                    .add(
                            value.path(),
                            unmappable.get().problem(),
                            unmappable.get().mend());
            return Optional.empty();
        }
        forms.checkSeveral(value);
        boolean absent = isNullable(value, place, table, null);
        String start = place.prefix() + Naming.snake(value.name()) + "_";
        Place inner = embeddedPlace(value, place, absent);
        Classes classes = new Classes(
                correction.hierarchy(),
                identifiers.isPresent() ? start + "type" : prefix(correction, start) + "type",
                correction.creator(),
                concrete -> Naming.snake(identifiers
                        .<Class<?>>map(known ->
                                Objects.requireNonNull(known.get(concrete)).root())
                        .orElse(concrete)
                        .getSimpleName()));
        Optional<Shape> shape = shapes.shape(identifiers.isPresent() ? inner.asIdentifier() : inner, table, classes);
        return shape.map(object -> {
            int presence = absent ? Walk.firstRequired(object) : -1;
            if (absent && presence < 0) {
                noPresence(value.path());
            }
            return new EmbeddedContent(object, presence);
        });
    }

    /** Adds the fault of elements in more than a column for which something was said that only holds for one. */
    void checkNoColumn(String path, PropertyConfig element) {
        if (element.cipher() != null || element.writer() != Writer.APPLICATION) {
            context.faults()
                    .add(
                            path,
                            "has elements that are no single values, so that .element(...) says nothing of their"
                                    + " columns",
                            "correct the property of the elements: .property(\"...\", p -> ...)");
        }
    }

    /** The place of a value object in a row. */
    Place embeddedPlace(ValueDraft value, Place place, boolean absent) {
        String start = place.prefix() + Naming.snake(value.name()) + "_";
        Place inner = place.embedded(value, prefix(value.correction(), start), absent);
        List<PropertyDraft> parts = context.properties(value.type());
        return parts.size() == 1 && Containers.isContainer(parts.get(0).valueType()) ? inner.asWrapper() : inner;
    }

    /** The aggregates that the classes of a value identify, where all of them do: a polymorphic association. */
    private Optional<Map<Class<?>, Identity>> identifiers(ValueDraft value) {
        Class<?> raw = Types.raw(value.type());
        HierarchyConfig config = value.correction().hierarchy();
        if (!Hierarchies.isHierarchy(raw, config)) {
            return Optional.empty();
        }
        Map<Class<?>, Identity> known = new HashMap<>();
        for (Class<?> concrete : Hierarchies.concretes(raw, config, value.path(), new Faults())) {
            Optional<Identity> identity = context.references().find(concrete);
            if (identity.isEmpty() || context.scalars().find(concrete).isEmpty()) {
                return Optional.empty();
            }
            known.put(concrete, identity.get());
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    private void noPresence(String path) {
        context.faults()
                .add(
                        path,
                        "is optional, and all its parts are too: no value could not be told from a value of nothing",
                        "make one of its parts required, or the whole: .property(\"...\", p -> p.required())");
    }

    /**
     * Whether the value itself may be absent, whatever is around it.
     *
     * @param column its column, or null where it has no single one
     */
    boolean isNullable(ValueDraft value, Place place, TableDraft table, @Nullable String column) {
        Boolean configured = value.correction().isOptional();
        if (configured != null) {
            return configured;
        }
        return switch (value.nullness()) {
            case OPTIONAL -> true;
            case REQUIRED -> false;
            case UNSAID -> column != null && !place.optional() && table.isLiveNullable(column);
        };
    }

    private static String prefix(PropertyConfig correction, String convention) {
        String configured = correction.prefix();
        return configured == null ? convention : configured;
    }
}
