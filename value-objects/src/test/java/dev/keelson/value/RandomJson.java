package dev.keelson.value;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes texts of JSON that a {@code jsonb} column keeps, spelt in as many ways as JSON has. */
final class RandomJson {

    private static final String[] BLANKS = {"", "", "", " ", "\n", "\t", "\r\n  "};

    private final RandomGenerator random;
    private final StringBuilder text = new StringBuilder();

    private RandomJson(RandomGenerator random) {
        this.random = random;
    }

    static String text(RandomGenerator random) {
        RandomJson json = new RandomJson(random);
        json.value(random.nextInt(5));
        return json.text.toString();
    }

    private void value(int depth) {
        blank();
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> text.append(new String[] {"true", "false", "null"}[random.nextInt(3)]);
            case 1, 2 -> number();
            case 3, 4 -> string(random.nextInt(12));
            case 5 -> array(depth);
            default -> object(depth);
        }
        blank();
    }

    private void array(int depth) {
        text.append('[');
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ",");
            value(depth - 1);
        }
        blankIf(size == 0);
        text.append(']');
    }

    /** The key's number makes it differ from the others, however it is spelt. */
    private void object(int depth) {
        text.append('{');
        Set<Integer> keys = new LinkedHashSet<>();
        int size = random.nextInt(5);
        while (keys.size() < size) {
            keys.add(random.nextInt(100));
        }
        boolean first = true;
        for (int key : keys) {
            text.append(first ? "" : ",");
            first = false;
            blank();
            string(random.nextInt(4));
            text.setLength(text.length() - 1);
            text.append('#').append(key).append('"');
            blank();
            text.append(':');
            value(depth - 1);
        }
        blankIf(size == 0);
        text.append('}');
    }

    private void number() {
        boolean whole = random.nextBoolean();
        String digits = digits(random.nextInt(1, random.nextInt(20) == 0 ? 400 : 12));
        String fraction = whole ? "" : "." + digits(random.nextInt(1, random.nextInt(20) == 0 ? 400 : 8));
        String integer = digits.replaceFirst("^0+(?=.)", "");
        boolean zero = (integer + fraction).chars().allMatch(c -> c == '0' || c == '.');
        text.append(!zero && random.nextBoolean() ? "-" : "").append(integer).append(fraction);
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E')
                    .append(new String[] {"", "+", "-", "-00"}[random.nextInt(4)])
                    .append(random.nextInt(random.nextInt(10) == 0 ? 3_000 : 30));
        }
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
        return digits.toString();
    }

    private void string(int length) {
        text.append('"');
        for (int i = 0; i < length; i++) {
            character();
        }
        text.append('"');
    }

    private void character() {
        int point = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(1, 0x80);
            case 1 -> random.nextInt(0x80, 0xD800);
            case 2 -> random.nextInt(0x10000, 0x110000);
            default -> "\"\\/\b\f\n\r\t".charAt(random.nextInt(8));
        };
        int named = "\"\\/\b\f\n\r\t".indexOf(point);
        if (named >= 0 && random.nextBoolean()) {
            text.append('\\').append("\"\\/bfnrt".charAt(named));
        } else if (point < 0x20 || point == '"' || point == '\\' || random.nextInt(4) == 0) {
            for (char c : Character.toChars(point)) {
                text.append(random.nextBoolean() ? "\\u%04x".formatted((int) c) : "\\u%04X".formatted((int) c));
            }
        } else {
            text.appendCodePoint(point);
        }
    }

    private void blank() {
        text.append(BLANKS[random.nextInt(BLANKS.length)]);
    }

    private void blankIf(boolean there) {
        if (there) {
            blank();
        }
    }
}
