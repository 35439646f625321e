package dev.keelson.work.schema;

import dev.keelson.work.schema.LiveTable.UniqueIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The unique indexes of one table as the statement of the catalogue tells them: each as a text beside each of its columns.
 * The text is three flags, the name, and its condition if it has one. Collects one table's; used by one thread.
 */
final class UniqueIndexText {

    private static final char YES = 'y';
    private static final int FLAGS = 3;

    private final Map<String, Set<String>> columns = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Takes what the statement tells of one column. */
    void add(String column, String[] indexes) {
        for (String index : indexes) {
            int end = index.indexOf(ConstraintStatement.BETWEEN);
            String name = index.substring(FLAGS, end < 0 ? index.length() : end);
            Set<String> own = columns.get(name);
            if (own == null) {
                own = new HashSet<>();
                columns.put(name, own);
            }
            own.add(column);
            if (isFiner(index) || !texts.containsKey(name)) {
                texts.put(name, index);
            }
        }
    }

    /** The indexes of the table, but for those that tell apart what the table's own columns do not. */
    private List<UniqueIndex> all(boolean partial) {
        List<UniqueIndex> all = new ArrayList<>();
        for (Map.Entry<String, String> index : texts.entrySet()) {
            String text = index.getValue();
            int end = text.indexOf(ConstraintStatement.BETWEEN);
            if (!isFiner(text) && partial == end >= 0) {
                all.add(new UniqueIndex(
                        index.getKey(),
                        columns.getOrDefault(index.getKey(), Set.of()),
                        text.charAt(0) == YES,
                        text.charAt(1) == YES,
                        end < 0 ? null : text.substring(end + 1)));
            }
        }
        return all;
    }

    /** Those over all rows. */
    List<UniqueIndex> whole() {
        return all(false);
    }

    /** Those over a part of the rows. */
    List<UniqueIndex> partial() {
        return all(true);
    }

    private static boolean isFiner(String text) {
        return text.charAt(2) == YES;
    }
}
