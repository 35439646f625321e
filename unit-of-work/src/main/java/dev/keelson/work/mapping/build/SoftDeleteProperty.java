package dev.keelson.work.mapping.build;

import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.Belonging.HidingProperty;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.Shape;
import dev.keelson.work.row.Column;
import dev.keelson.work.scan.Faults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the property by which the domain says that an aggregate is deleted. Used by one thread, once. */
final class SoftDeleteProperty {

    private static final String MEND = "name a property that is absent until then, such as an Optional<Instant>, or a"
            + " boolean, and lies in one column of the root's table: .softDelete(\"...\")";

    private final String root;
    private final String path;
    private final Faults faults;

    SoftDeleteProperty(String root, String path, Faults faults) {
        this.root = root;
        this.path = path;
        this.faults = faults;
    }

    /** Where it lies, or null where a fault was added. */
    @Nullable
    HidingProperty in(Shape shape, TableDraft table) {
        Property property = Walk.property(shape, path).orElse(null);
        Property first = Walk.property(shape, path.split("\\.", -1)[0]).orElse(null);
        if (property == null || first == null) {
            return refuse("there is no such property");
        }
        List<Integer> columns = Walk.columns(property.content());
        boolean isOfRoot = property.content() instanceof ColumnContent
                && columns.size() == 1
                && first.extension() == Property.OWN_ROW;
        if (!isOfRoot) {
            return refuse("it lies in " + columns.size() + " columns of the root's table");
        }
        if (property.filled()) {
            return refuse("the database fills it in, and the domain is to say when an aggregate is deleted");
        }
        int position = columns.get(0);
        Column column = table.column(position);
        if (column.encryption() != null) {
            return refuse("it is encrypted, and every statement asks for it");
        }
        boolean isAbsent = property.nullable() || first.nullable();
        if (column.type().kind() == ColumnType.Kind.BOOLEAN) {
            return isAbsent
                    ? refuse("it may be absent, and then nothing tells whether the aggregate is deleted")
                    : new HidingProperty(root + "." + path, position, false);
        }
        return isAbsent
                ? new HidingProperty(root + "." + path, position, null)
                : refuse("it is always there, and so would tell that every aggregate is deleted");
    }

    private @Nullable HidingProperty refuse(String problem) {
        faults.add(root + "." + path, problem, MEND);
        return null;
    }
}
