package dev.keelson.work.mapping.draft;

import dev.keelson.work.model.Creator;
import dev.keelson.work.model.ObjectModel;
import dev.keelson.work.model.Property;
import dev.keelson.work.model.TableModel;
import java.util.List;

/**
 * A mapped class before the tables that it has besides its own row are complete. Immutable.
 *
 * @param type the class
 * @param path the place
 * @param creator makes an instance
 * @param properties its properties
 */
public record ObjectDraft(Class<?> type, String path, Creator creator, List<Property> properties) {

    public ObjectModel complete(List<TableModel> extensions) {
        return new ObjectModel(type, path, creator, properties, extensions);
    }
}
