package dev.keelson.work.hydrate;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Content;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.row.Row;
import dev.keelson.work.scan.AbsentArgumentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the rows of one aggregate that make no object. Immutable. */
record HydrationFaults(AggregateModel model, Row root) {

    HydrationException of(String property, @Nullable String column, String problem, @Nullable Throwable cause) {
        return new HydrationException(model.name(), model.within(property), column, root.key(), problem, cause);
    }

    HydrationException refused(ObjectModel type, RuntimeException failure) {
        return failure instanceof AbsentArgumentException absent
                ? of(type.path() + "." + absent.property(), null, String.valueOf(absent.getMessage()), absent)
                : of(
                        type.path(),
                        null,
                        "the constructor of " + type.type().getSimpleName() + " refused it",
                        Shown.of(type, failure));
    }

    /** An error stays what it is; it is told where it came about. */
    Error located(ObjectModel type, Error failure) {
        if (failure.getSuppressed().length == 0) {
            String problem = "the constructor of " + type.type().getSimpleName() + " ended with an error";
            failure.addSuppressed(of(type.path(), null, problem, null));
        }
        return failure;
    }

    HydrationException unknown(Hierarchy hierarchy, @Nullable Object value, Row row) {
        List<Object> known = hierarchy.subtypes().stream()
                .map(Hierarchy.Subtype::discriminator)
                .toList();
        return of(
                hierarchy.path(),
                row.type().column(hierarchy.column()).name(),
                "no class is mapped for the discriminator " + (value == null ? "null" : "'" + value + "'")
                        + "; known are " + known,
                null);
    }

    HydrationException unreadable(String path, Content content, Row row, RuntimeException failure) {
        return of(path, Shown.column(content, row), "its column value cannot be read", Shown.of(content, failure));
    }

    HydrationException absent(ObjectModel type, Property property, Content content, Row row) {
        boolean isColumn = content instanceof ColumnContent;
        return of(
                type.path() + "." + property.name(),
                Shown.column(content, row),
                isColumn ? "it is required, but the column is null" : "it is required, but has no row",
                null);
    }
}
