package dev.keelson.work.mapping;

import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.model.Accessor;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.Creator;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.row.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps the properties of one class at one place: to columns of the row, to embedded objects (in turn), to tables of
 * their own (by {@link CollectionBuilder}). Used by one thread.
 */
final class ObjectBuilder {

    private final BuildContext context;
    private final CollectionBuilder collections;
    private final Map<ObjectConfig<?>, Map<String, Boolean>> mapped = new HashMap<>();

    ObjectBuilder(BuildContext context, CollectionBuilder collections) {
        this.context = context;
        this.collections = collections;
    }

    /** The properties mapped so far under these corrections, and whether each has tables of its own. */
    Map<String, Boolean> mapped(ObjectConfig<?> config) {
        return mapped.computeIfAbsent(config, unused -> new HashMap<>());
    }

    /**
     * Maps all properties of a class.
     *
     * @param done properties that were mapped before, by name (an identifier comes first in its row)
     * @return empty where a fault was added that leaves nothing to go on with
     */
    Optional<ObjectModel> object(
            Place place, TableDraft table, Map<String, Content> done, @Nullable List<String> constructor) {
        List<PropertyDraft> drafts = ClassScan.properties(place.type());
        Optional<Creator> creator = context.creators().find(place.path(), place.type(), drafts, constructor);
        List<Property> properties = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            PropertyDraft draft = drafts.get(i);
            boolean created = creator.isPresent() && creator.get().parameters().contains(i);
            Content content = done.get(draft.name());
            if (content == null) {
                content = content(draft, place, table).orElse(null);
            }
            if (content != null) {
                property(draft, place, content, created, nullable(draft, place, table, content))
                        .ifPresent(properties::add);
            }
        }
        if (creator.isEmpty() || properties.size() < drafts.size()) {
            return Optional.empty();
        }
        return Optional.of(new ObjectModel(place.type(), place.path(), creator.get(), properties));
    }

    private Optional<Property> property(
            PropertyDraft draft, Place place, Content content, boolean created, boolean nullable) {
        try {
            Accessor accessor = ClassScan.accessor(draft.field());
            return Optional.of(new Property(draft.name(), accessor, content, nullable, draft.wrapped(), created));
        } catch (IllegalAccessException closed) {
            context.faults()
                    .add(
                            place.path(draft),
                            draft.field().getDeclaringClass().getName() + " is encapsulated by its module",
                            ClassScan.opensLine(draft.field().getDeclaringClass()));
            return Optional.empty();
        }
    }

    /** Where a property's value lies, or empty where a fault was added. */
    Optional<? extends Content> content(PropertyDraft draft, Place place, TableDraft table) {
        boolean hasTable = draft.isCollection() && correction(draft, place).converter() == null;
        mapped(place.config()).put(place.within(draft), hasTable);
        if (hasTable) {
            return collections.collection(draft, place, table);
        }
        return columns(draft, place, table, context.references().find(draft.valueType()));
    }

    /** Where an identifier lies: in its entity's own row, and no reference to another one of its type. */
    Optional<ColumnContent> identifier(PropertyDraft draft, Place place, TableDraft table) {
        mapped(place.config()).put(place.within(draft), false);
        return columns(draft, place, table, Optional.empty());
    }

    private Optional<ColumnContent> columns(
            PropertyDraft draft, Place place, TableDraft table, Optional<References.Target> target) {
        PropertyConfig correction = correction(draft, place);
        ValueConverter<?> converter = correction.converter();
        if (converter instanceof ScalarConverter<?> scalar) {
            return Optional.of(scalar(draft, place, table, correction, Scalars.untyped(scalar), target));
        }
        if (converter != null) {
            return Optional.of(converted(draft, place, table, correction, converter));
        }
        Optional<ScalarConverter<Object>> scalar = context.scalars().find(draft.valueType());
        if (scalar.isPresent()) {
            return Optional.of(scalar(draft, place, table, correction, scalar.get(), target));
        }
        return embedded(draft, place, table, correction);
    }

    private ScalarContent scalar(
            PropertyDraft draft,
            Place place,
            TableDraft table,
            PropertyConfig correction,
            ScalarConverter<Object> converter,
            Optional<References.Target> target) {
        String column = correction.column() != null
                ? correction.column()
                : place.prefix() + context.columnName(draft.name(), target.isPresent());
        ColumnType type = correction.type() != null ? correction.type() : Scalars.columnType(converter);
        boolean nullable = place.optional() || ownNullable(draft, place, table, column);
        int position = table.add(column, place.within(draft), type, nullable);
        if (correction.hasForeignKey()) {
            target.ifPresent(to ->
                    table.addForeignKey(new ForeignKey(List.of(position), to.table(), List.of(to.keyColumn()), false)));
        }
        return new ScalarContent(position, table.column(position).type(), converter);
    }

    private ConvertedContent converted(
            PropertyDraft draft,
            Place place,
            TableDraft table,
            PropertyConfig correction,
            ValueConverter<?> converter) {
        String name = correction.column() != null ? correction.column() : place.prefix() + Naming.snake(draft.name());
        boolean absent = ownNullable(draft, place, table, name);
        int first = table.width();
        int presence = -1;
        for (ColumnSpec spec : converter.columns()) {
            String column = spec.suffix().isEmpty() ? name : prefix(correction, name + "_") + spec.suffix();
            int position =
                    table.add(column, place.within(draft), spec.type(), place.optional() || absent || spec.nullable());
            presence = presence < 0 && !spec.nullable() ? position : presence;
        }
        if (absent && presence < 0) {
            noPresence(place.path(draft));
        }
        @SuppressWarnings("unchecked") // the model hands it only values of the property that it was configured for
        ValueConverter<Object> untyped = (ValueConverter<Object>) converter;
        return new ConvertedContent(first, converter.columns().size(), absent ? presence : -1, untyped);
    }

    private Optional<ColumnContent> embedded(
            PropertyDraft draft, Place place, TableDraft table, PropertyConfig correction) {
        Class<?> type = draft.valueType();
        Optional<Unmappable> unmappable = Unmappable.of(type, place, context.roots());
        if (unmappable.isPresent()) {
            context.faults()
                    .add(
                            place.path(draft),
                            unmappable.get().problem(),
                            unmappable.get().mend());
            return Optional.empty();
        }
        boolean absent = ownNullable(draft, place, table, null);
        String prefix = prefix(correction, place.prefix() + Naming.snake(draft.name()) + "_");
        int first = table.width();
        return object(place.embedded(draft, type, prefix, absent), table, Map.of(), null)
                .map(object -> {
                    int presence = absent ? firstRequired(object) : -1;
                    if (absent && presence < 0) {
                        noPresence(place.path(draft));
                    }
                    return new EmbeddedContent(object, first, table.width() - first, presence);
                });
    }

    private void noPresence(String path) {
        context.faults()
                .add(
                        path,
                        "is optional, and all its parts are too: no value could not be told from a value of nothing",
                        "make one of its parts required, or the whole: .property(\"...\", p -> p.required())");
    }

    /** The first column that is never null while the object is there, or -1. */
    private static int firstRequired(ObjectModel object) {
        for (Property property : object.properties()) {
            if (property.nullable()) {
                continue;
            }
            if (property.content() instanceof ScalarContent scalar) {
                return scalar.column();
            }
            if (property.content() instanceof ConvertedContent converted && firstRequired(converted) >= 0) {
                return firstRequired(converted);
            }
            if (property.content() instanceof EmbeddedContent embedded && firstRequired(embedded.object()) >= 0) {
                return firstRequired(embedded.object());
            }
        }
        return -1;
    }

    private static int firstRequired(ConvertedContent content) {
        List<ColumnSpec> specs = content.converter().columns();
        for (int i = 0; i < specs.size(); i++) {
            if (!specs.get(i).nullable()) {
                return content.first() + i;
            }
        }
        return -1;
    }

    private boolean nullable(PropertyDraft draft, Place place, TableDraft table, Content content) {
        String column = content instanceof ScalarContent scalar
                ? table.column(scalar.column()).name()
                : null;
        return ownNullable(draft, place, table, column);
    }

    /** Whether the property itself may be absent, whatever is around it. */
    private boolean ownNullable(PropertyDraft draft, Place place, TableDraft table, @Nullable String column) {
        Boolean configured = correction(draft, place).isOptional();
        if (configured != null) {
            return configured;
        }
        return switch (draft.nullness()) {
            case OPTIONAL -> true;
            case REQUIRED -> false;
            case UNSAID -> column != null && !place.optional() && table.isLiveNullable(column);
        };
    }

    private static PropertyConfig correction(PropertyDraft draft, Place place) {
        PropertyConfig correction = place.config().properties().get(place.within(draft));
        return correction == null ? new PropertyConfig() : correction;
    }

    private static String prefix(PropertyConfig correction, String convention) {
        String configured = correction.prefix();
        return configured == null ? convention : configured;
    }
}
