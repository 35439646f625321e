package dev.keelson.work.query;

import dev.keelson.kernel.Ref;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.WrappedContent;
import org.jspecify.annotations.Nullable;

/** What a property is compared with, where an identifier may stand for who is referred to, and for what wraps it. */
final class Operand {

    private Operand() {}

    /** A value's only column, or null where it takes several. */
    static @Nullable ScalarContent scalar(ColumnContent content) {
        return switch (content) {
            case ScalarContent scalar -> scalar;
            case WrappedContent wrapped -> scalar(wrapped.inner());
            case ReferenceContent reference -> scalar(reference.identifier());
            case SiblingContent sibling -> scalar(sibling.identifier());
            case ConvertedContent converted -> null;
            case EmbeddedContent embedded -> null;
        };
    }

    /** What a property of one column is compared with, as the column's converter takes it. */
    static Object single(Scene scene, ColumnContent content, Object value) {
        return switch (content) {
            case WrappedContent wrapped -> unwrapped(wrapped, value);
            case ReferenceContent reference -> identifier(scene, value);
            case SiblingContent sibling -> sibling(sibling, value);
            case ScalarContent same -> value;
            case ConvertedContent several -> value;
            case EmbeddedContent several -> value;
        };
    }

    private static Object unwrapped(WrappedContent wrapped, Object value) {
        try {
            return wrapped.unwrap().apply(value);
        } catch (ClassCastException unwrappedAlready) {
            return value;
        }
    }

    private static Object sibling(SiblingContent sibling, Object value) {
        Class<?> identifiers = sibling.target().get().type();
        if (identifiers.isPrimitive() || identifiers.isInstance(value)) {
            return value;
        }
        Object identifier = sibling.target().get().of(value);
        return identifier == null ? value : identifier;
    }

    /** The identifier of another aggregate, which may be given as a reference, or as the aggregate itself. */
    static Object identifier(Scene scene, Object value) {
        if (value instanceof Ref<?> ref) {
            return ref.id();
        }
        return scene.mapped(value.getClass())
                .map(root -> scene.dehydrator().identifier(root, value))
                .orElse(value);
    }
}
