package dev.keelson.work.mapping.draft;

import dev.keelson.work.row.Column;
import dev.keelson.work.row.ForeignKey;
import java.util.ArrayList;
import java.util.List;

/** Gives a table the columns by which its rows hang on those of their parent. */
public final class ParentKeys {

    private ParentKeys() {}

    /**
     * Adds them, with their foreign key.
     *
     * @param owner what the columns' names start with by convention
     * @param configured their names, or none for those of convention
     * @param nullable whether some rows name no parent
     */
    public static List<Integer> add(
            TableDraft table,
            TableDraft parent,
            List<Integer> parentKey,
            String owner,
            List<String> configured,
            boolean nullable) {
        if (!configured.isEmpty() && configured.size() != parentKey.size()) {
            table.fault(
                    "names " + configured.size() + " columns for the key of its parent, which has " + parentKey.size(),
                    "name one for each: .parentColumn(\"...\", \"...\")");
        }
        List<Integer> columns = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (int n = 0; n < parentKey.size(); n++) {
            Column key = parent.column(parentKey.get(n));
            String name = configured.size() == parentKey.size() ? configured.get(n) : owner + "_" + key.name();
            columns.add(table.add(name, "", key.type(), nullable));
            targets.add(key.name());
        }
        table.addForeignKey(new ForeignKey(columns, parent.name(), targets, true));
        return columns;
    }
}
