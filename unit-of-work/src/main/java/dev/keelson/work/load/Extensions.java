package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Hierarchy;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.TableModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables that hold further columns of an aggregate's root, where its hierarchy is joined. */
final class Extensions {

    private Extensions() {}

    /** Each once, in their order. */
    static List<TableModel> of(AggregateModel model) {
        Set<Integer> places = new LinkedHashSet<>();
        switch (model.shape()) {
            case ObjectModel object -> add(object, places);
            case Hierarchy hierarchy -> hierarchy.subtypes().forEach(subtype -> add(subtype.object(), places));
        }
        return places.stream().sorted().map(model.tables()::get).toList();
    }

    private static void add(ObjectModel object, Set<Integer> places) {
        object.extensions().forEach(extension -> places.add(extension.index()));
    }
}
