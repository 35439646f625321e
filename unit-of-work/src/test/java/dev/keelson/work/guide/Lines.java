package dev.keelson.work.guide;

/** Breaks what is one line into lines that fit a page. */
final class Lines {

    private static final int WIDTH = 110;

    private Lines() {}

    /** A statement as it was sent; only white space is another. */
    static String ofStatement(String sql) {
        if (sql.length() <= WIDTH) {
            return sql;
        }
        String broken = sql.replace(" union all ", "\nunion all ")
                .replace(" from ", "\n  from ")
                .replace(" where ", "\n  where ")
                .replace(" values ", "\n  values ")
                .replaceAll("\\), (\\w+ as \\()", "),\n$1")
                .replace(") select cast(", ")\nselect cast(");
        StringBuilder lines = new StringBuilder();
        for (String line : broken.split("\n")) {
            lines.append(lines.isEmpty() ? "" : "\n").append(wrapped(line, ", ", "      "));
        }
        return lines.toString();
    }

    /** A line of a message. */
    static String ofText(String line) {
        return wrapped(line, " ", "     ");
    }

    private static String wrapped(String line, String separator, String indent) {
        StringBuilder lines = new StringBuilder();
        String rest = line;
        while (rest.length() > WIDTH) {
            int end = rest.lastIndexOf(separator, WIDTH - separator.length());
            if (end <= indent.length()) {
                break;
            }
            lines.append(rest, 0, end).append(separator.stripTrailing()).append('\n');
            rest = indent + rest.substring(end + separator.length());
        }
        return lines.append(rest).toString();
    }
}
