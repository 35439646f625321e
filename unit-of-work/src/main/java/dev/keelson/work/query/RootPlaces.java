package dev.keelson.work.query;

import dev.keelson.kernel.Internal;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.model.TableModel;
import dev.keelson.work.sql.ScopedTable;
import java.util.HashMap;
import java.util.Map;

/** The roots that a query is about, whose tables it names as they are called. */
@Internal
public final class RootPlaces {

    private RootPlaces() {}

    /** What may be asked of these roots. */
    public static Fields of(Scene scene, Roots roots) {
        if (roots.members().size() > 1) {
            return new Fields(scene, new FamilyPlace(scene, roots));
        }
        AggregateModel model = roots.first();
        Map<TableModel, ScopedTable> named = new HashMap<>();
        named.put(model.tables().get(0), scene.own(model.root()));
        model.extensions().forEach(extension -> named.put(extension, scene.own(extension.rowType())));
        return new Fields(
                scene, RowPlace.ofRoot(scene, model, roots.type(), RowSource.of(named), scene.own(model.root())));
    }
}
