package dev.keelson.work.hydrate;

import dev.keelson.work.model.CollectionContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.ConvertedContent;
import dev.keelson.work.model.EmbeddedContent;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.ParentContent;
import dev.keelson.work.model.PartContent;
import dev.keelson.work.model.ReferenceContent;
import dev.keelson.work.model.RefsContent;
import dev.keelson.work.model.ScalarContent;
import dev.keelson.work.model.Shape;
import dev.keelson.work.model.SiblingContent;
import dev.keelson.work.model.TreeContent;
import dev.keelson.work.model.WrappedContent;
import dev.keelson.work.row.Row;
import dev.keelson.work.row.Unreadable;
import org.jspecify.annotations.Nullable;

/** What a message may show of a value that cannot be read or made, and of where it lies. */
final class Shown {

    private Shown() {}

    /** A failure as far as it may be passed on: what others throw may show a value, even one that is encrypted. */
    static @Nullable RuntimeException of(Content content, RuntimeException failure) {
        return switch (content) {
            case WrappedContent wrapped -> of(wrapped.inner(), failure);
            case ScalarContent scalar when scalar.encrypted() && !(failure instanceof Unreadable.Refusal) -> null;
            default -> failure;
        };
    }

    /** The same of what a constructor threw, which was given all that is encrypted in its object. */
    static @Nullable RuntimeException of(ObjectModel type, RuntimeException failure) {
        return hasSecrets(type) ? null : failure;
    }

    private static boolean hasSecrets(Shape shape) {
        return switch (shape) {
            case ObjectModel object ->
                object.properties().stream().anyMatch(property -> hasSecrets(property.content()));
            case Hierarchy hierarchy -> hierarchy.subtypes().stream().anyMatch(subtype -> hasSecrets(subtype.object()));
        };
    }

    private static boolean hasSecrets(Content content) {
        return switch (content) {
            case ScalarContent scalar -> scalar.encrypted();
            case EmbeddedContent embedded -> hasSecrets(embedded.shape());
            case WrappedContent wrapped -> hasSecrets(wrapped.inner());
            case CollectionContent collection ->
                hasSecrets(collection.element()) || (collection.key() != null && hasSecrets(collection.key()));
            case PartContent part -> hasSecrets(part.element());
            case TreeContent tree -> false; // its nodes are those around it
            case ConvertedContent converted -> false;
            case ReferenceContent reference -> false;
            case SiblingContent sibling -> false;
            case ParentContent parent -> false;
            case RefsContent refs -> false;
        };
    }

    /** The column that a message should name, if it is a single one. */
    static @Nullable String column(Content content, Row row) {
        return switch (content) {
            case ScalarContent scalar -> row.type().column(scalar.column()).name();
            case ConvertedContent converted ->
                row.type().column(converted.first()).name();
            case ReferenceContent reference ->
                row.type().column(reference.columns().get(0)).name();
            case SiblingContent sibling ->
                row.type().column(sibling.columns().get(0)).name();
            case EmbeddedContent embedded -> null;
            case WrappedContent wrapped -> column(wrapped.inner(), row);
            case CollectionContent collection -> null;
            case TreeContent tree -> null;
            case PartContent part -> null;
            case ParentContent parent -> null;
            case RefsContent refs -> null;
        };
    }
}
