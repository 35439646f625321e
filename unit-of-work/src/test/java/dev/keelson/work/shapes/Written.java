package dev.keelson.work.shapes;

import dev.keelson.testing.rig.WireCounter;
import dev.keelson.work.hydrate.Unfolded;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What statements wrote, as "update order_lines (quantity)", without the log of commits. */
public final class Written {

    private static final Pattern UPDATE = Pattern.compile("update (\\S+) set (.*?) (?:from|where) .*");
    private static final Pattern INSERT_OR_DELETE = Pattern.compile("(insert into|delete from) (\\S+) .*");

    private Written() {}

    /** Each kind of write once, in the order of the first of it. */
    static List<String> kindsOn(WireCounter wire) {
        return on(wire).stream().distinct().toList();
    }

    /** One text for each statement, in their order. */
    public static List<String> on(WireCounter wire) {
        return by(wire.statements());
    }

    /** One text for each of these that writes, in their order. */
    public static List<String> by(List<String> statements) {
        List<String> written = new ArrayList<>();
        for (String statement : Unfolded.of(statements)) {
            Matcher update = UPDATE.matcher(statement);
            Matcher other = INSERT_OR_DELETE.matcher(statement);
            if (update.matches()) {
                written.add("update " + plain(update.group(1)) + columns(update.group(2)));
            } else if (other.matches() && !plain(other.group(2)).equals("keelson_commits")) {
                written.add(other.group(1).substring(0, 6) + " " + plain(other.group(2)));
            }
        }
        return written;
    }

    private static String columns(String assignments) {
        return Stream.of(assignments.split(", "))
                .filter(set -> set.contains(" = ")) // a comma may stand within a value, too
                .map(set -> plain(set.substring(0, set.indexOf(" = "))))
                .map(column -> column.substring(column.lastIndexOf('.') + 1))
                .sorted()
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String plain(String name) {
        return name.replace("\"", "");
    }
}
