package dev.keelson.work.mapping.build;

import dev.keelson.work.mapping.draft.TableDraft;
import dev.keelson.work.mapping.draft.Walk;
import dev.keelson.work.model.Belonging.Carried;
import dev.keelson.work.model.ColumnContent;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.Shape;
import dev.keelson.work.scan.Faults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the property in which the domain carries its tenant. Used by one thread, once. */
final class TenantProperty {

    private static final String MEND =
            "name a property that is required and lies in one column of the root's table:" + " .tenant(\"...\")";

    private final String root;
    private final String path;
    private final boolean shared;
    private final Faults faults;

    TenantProperty(String root, String path, boolean shared, Faults faults) {
        this.root = root;
        this.path = path;
        this.shared = shared;
        this.faults = faults;
    }

    /** Where it lies, or null where a fault was added. */
    @Nullable
    Carried in(Shape shape, TableDraft table) {
        Property property = Walk.property(shape, path).orElse(null);
        Property first = Walk.property(shape, path.split("\\.", -1)[0]).orElse(null);
        if (property == null || first == null) {
            return refuse("there is no such property", MEND);
        }
        if (shared) {
            return refuse(
                    "it cannot carry the tenant of what all tenants share", "leave out .shared() or .tenant(...)");
        }
        List<Integer> columns = Walk.columns(property.content());
        if (!(property.content() instanceof ColumnContent content)
                || columns.size() != 1
                || first.extension() != Property.OWN_ROW) {
            return refuse("it lies in " + columns.size() + " columns of the root's table", MEND);
        }
        int column = columns.get(0);
        if (property.nullable() || first.nullable() || property.filled()) {
            return refuse("it may be absent, and the tenant never is", MEND);
        }
        if (table.column(column).encryption() != null) {
            return refuse("it is encrypted, and every statement compares it", MEND);
        }
        return new Carried(Walk.fields(shape, path), root + "." + path, content, column);
    }

    private @Nullable Carried refuse(String problem, String mend) {
        faults.add(root + "." + path, problem, mend);
        return null;
    }
}
