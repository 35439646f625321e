package dev.keelson.work.mapping.build;

import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.HierarchyConfig;
import dev.keelson.work.mapping.PropertyConfig;
import dev.keelson.work.mapping.PropertyConfig.Form;
import dev.keelson.work.mapping.Wrapper;
import dev.keelson.work.mapping.build.ShapeBuilder.Classes;
import dev.keelson.work.mapping.column.BuildContext;
import dev.keelson.work.mapping.column.ColumnForms;
import dev.keelson.work.mapping.column.Containers;
import dev.keelson.work.mapping.column.Scalars;
import dev.keelson.work.mapping.column.ValueColumns;
import dev.keelson.work.mapping.draft.Naming;
import dev.keelson.work.mapping.draft.Place;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Tables;
import dev.keelson.work.mapping.draft.ValueDraft;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.mapping.reference.Links;
import dev.keelson.work.mapping.reference.References.Identity;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
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
    private final ValueColumns values;

    ColumnBuilder(BuildContext context, Tables tables, ShapeBuilder shapes) {
        this.context = context;
        this.tables = tables;
        this.shapes = shapes;
        this.forms = new ColumnForms(context);
        this.values = new ValueColumns(context, forms);
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
                return values.scalar(value, place, table, form, identified, checked);
            });
        } else if (converter instanceof ScalarConverter<?> scalar) {
            content = Optional.of(values.scalar(value, place, table, Scalars.untyped(scalar), identified, true));
        } else if (converter != null) {
            content = values.converted(value, place, table, converter);
        } else {
            Optional<ScalarConverter<Object>> scalar =
                    value.correction().hierarchy().isEmpty()
                            ? context.scalars()
                                    .find(value.type(), value.correction().creator())
                            : Optional.empty();
            content = scalar.isPresent()
                    ? Optional.of(values.scalar(value, place, table, scalar.get(), identified, false))
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
        if (value.correction().hasForeignKey(context.foreignKeys())
                && to.table() != null
                && columns.size() == to.key().size()) {
            List<String> key = to.key().stream().map(Column::name).toList();
            table.addForeignKey(new ForeignKey(columns, to.table(), key, false));
        }
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
        boolean absent = value.isNullable(place, table, null);
        String start = place.prefix() + Naming.snake(value.name()) + "_";
        Place inner = embeddedPlace(value, place, absent);
        Classes classes = new Classes(
                correction.hierarchy(),
                identifiers.isPresent() ? start + "type" : correction.startOr(start) + "type",
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
                values.noPresence(value.path());
            }
            return new EmbeddedContent(object, presence);
        });
    }

    /** The place of a value object in a row. */
    Place embeddedPlace(ValueDraft value, Place place, boolean absent) {
        String start = place.prefix() + Naming.snake(value.name()) + "_";
        Place inner = place.embedded(value, value.correction().startOr(start), absent);
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
}
