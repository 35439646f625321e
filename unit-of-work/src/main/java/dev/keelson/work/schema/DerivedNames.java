package dev.keelson.work.schema;

import dev.keelson.work.row.TableName;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names of constraints and indexes: the table, the columns, a suffix, as PostgreSQL itself would call them. One that is
 * too long, or taken by another table, is cut and gets a checksum, so that the same mapping always gives the same names.
 * Used by one thread.
 */
final class DerivedNames {

    /** What PostgreSQL keeps of a name, in bytes. */
    static final int MAX_BYTES = 63;

    private final Set<TableName> taken = new HashSet<>();

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    String take(TableName table, List<String> columns, String suffix) {
        String stem = table.name() + "_" + String.join("_", columns);
        String name = stem + "_" + suffix;
        if (bytes(name) <= MAX_BYTES && taken.add(new TableName(table.schema(), name))) {
            return name;
        }
        String end = "_" + checksum(table.name() + "(" + String.join(",", columns) + ")") + "_" + suffix;
        return cut(stem, MAX_BYTES - bytes(end)) + end;
    }

    /** As much of the text as fits, without half a character at its end. */
    private static String cut(String text, int maxBytes) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > maxBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static String checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
