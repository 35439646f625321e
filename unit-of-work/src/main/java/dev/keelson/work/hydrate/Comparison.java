package dev.keelson.work.hydrate;

import dev.keelson.value.OwnValues;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.model.Accessor;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells that aggregates of one mapping are as they are remembered. Goes value by value at first; once it was asked often, by a
 * method handle made of all that it compares. Thread-safe.
 */
final class Comparison {

    /** Method handles cost classes and time, which a program that has just started has no use for. */
    private static final int OFTEN = 2_000;

    private final AggregateModel model;
    private Same root; // whichever of two that tell the same
    private int left; // races lose some

    Comparison(AggregateModel model) {
        this(model, OFTEN);
    }

    /** With a method handle once it was asked as often as that. */
    Comparison(AggregateModel model, int often) {
        this.model = model;
        this.root = object(model.shape());
        this.left = often;
    }

    boolean isSame(Unchanged rows, Object aggregate, Row row) {
        if (left > 0) {
            left--;
            if (left == 0) {
                root = root.inlined();
            }
        }
        return root.isSame(rows, aggregate, row);
    }

    private Same object(Shape shape) {
        return switch (shape) {
            case ObjectModel type ->
                type.extensions().isEmpty() ? new Same.OfClass(type.type(), fields(type)) : unknown();
            case Hierarchy hierarchy -> {
                Same others = unknown();
                for (Hierarchy.Subtype subtype : hierarchy.subtypes()) {
                    ObjectModel type = subtype.object();
                    Same fields = type.extensions().isEmpty() ? fields(type) : unknown();
                    others = new Same.OfSubtype(
                            hierarchy.column(), subtype.discriminator(), type.type(), fields, others);
                }
                yield others;
            }
        };
    }

    private Same fields(ObjectModel type) {
        List<Accessor> accessors = new ArrayList<>();
        List<Same> comparisons = new ArrayList<>();
        for (Property property : type.properties()) {
            Same comparison = property(property);
            if (comparison != null) {
                accessors.add(property.accessor());
                comparisons.add(comparison);
            }
        }
        return new SameFields(accessors.toArray(new Accessor[0]), comparisons.toArray(new Same[0]));
    }

    /** Null for what never lies in the object's row. */
    private @Nullable Same property(Property property) {
        return switch (property.content()) {
            case ScalarContent scalar
            when property.accessor().typed().type().returnType().isPrimitive() ->
                primitive(scalar, property.accessor().typed().type().returnType());
            case ColumnContent columns ->
                new Same.OfProperty(property.nullable() ? absent(columns) : null, property.wrapped(), columns(columns));
            case CollectionContent collection -> new Same.OfProperty(null, property.wrapped(), collection(collection));
            case ParentContent parent -> null;
            case RefsContent refs -> null;
            case TreeContent tree -> unknown();
            case PartContent part -> unknown();
        };
    }

    private static Same primitive(ScalarContent content, Class<?> type) {
        if (content.converter().isPlain() && !content.encrypted()) {
            if (type == int.class) {
                return new Same.OfInt(content.column());
            }
            if (type == long.class) {
                return new Same.OfLong(content.column());
            }
            if (type == double.class) {
                return new Same.OfDouble(content.column());
            }
        }
        return scalar(content);
    }

    private static Same scalar(ScalarContent content) {
        ScalarConverter<Object> converter = content.converter();
        if (content.encrypted()) {
            return unknown();
        }
        return new Same.OfScalar(
                content.column(),
                converter.isPlain()
                        ? null
                        : OwnValues.areCopied(converter.columnType()) ? converter::unfitted : converter.function());
    }

    private Same columns(ColumnContent content) {
        return switch (content) {
            case ScalarContent scalar -> scalar(scalar);
            case EmbeddedContent embedded -> object(embedded.shape());
            case WrappedContent wrapped -> new Same.OfWrapper(wrapped.unwrap(), columns(wrapped.inner()));
            case ReferenceContent reference ->
                reference.onDemand() ? new Same.OfRef(columns(reference.identifier())) : unknown();
            case ConvertedContent converted -> unknown();
            case SiblingContent sibling -> unknown();
        };
    }

    private Same collection(CollectionContent content) {
        return content.key() != null
                        || content.table().isTree()
                        || !model.siblings().isEmpty()
                        || model.repeated().contains(content.table().index())
                ? unknown()
                : SameElements.of(content.table(), element(content.element()));
    }

    private Same element(Content content) {
        return switch (content) {
            case ColumnContent columns -> columns(columns);
            case CollectionContent inner -> collection(inner);
            default -> unknown();
        };
    }

    /** The columns that are null where a value is absent; null where that is not known. */
    private static int @Nullable [] absent(ColumnContent content) {
        return switch (content) {
            case ScalarContent scalar -> new int[] {scalar.column()};
            case EmbeddedContent embedded ->
                embedded.shape() instanceof ObjectModel type
                                && !type.hasInner()
                                && type.extensions().isEmpty()
                        ? absent(type)
                        : null;
            case WrappedContent wrapped -> absent(wrapped.inner());
            case ReferenceContent reference -> absent(reference.identifier());
            case ConvertedContent converted -> null;
            case SiblingContent sibling -> absent(sibling.identifier());
        };
    }

    private static int @Nullable [] absent(ObjectModel type) {
        int[] columns = {};
        for (Property property : type.properties()) {
            int[] more = property.content() instanceof ColumnContent content ? absent(content) : null;
            if (more == null) {
                return null;
            }
            int known = columns.length;
            columns = Arrays.copyOf(columns, known + more.length);
            System.arraycopy(more, 0, columns, known, more.length);
        }
        return columns;
    }

    private static Same unknown() {
        return Same.Unknown.INSTANCE;
    }
}
