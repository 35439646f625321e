package dev.keelson.work.mapping.draft;

import java.util.Locale;
import java.util.Map;

/**
 * The names that convention gives: snake case for columns, English plurals for tables. Plurals: a few irregular words,
 * then {@code -s}, with {@code -es} after a sibilant and {@code -ies} for a consonant and {@code y}. Only the last word
 * of a name is inflected.
 */
public final class Naming {

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("person", "people"),
            Map.entry("child", "children"),
            Map.entry("man", "men"),
            Map.entry("woman", "women"),
            Map.entry("foot", "feet"),
            Map.entry("tooth", "teeth"),
            Map.entry("mouse", "mice"),
            Map.entry("goose", "geese"),
            Map.entry("datum", "data"),
            Map.entry("medium", "media"),
            Map.entry("criterion", "criteria"),
            Map.entry("analysis", "analyses"),
            Map.entry("alias", "aliases"),
            Map.entry("series", "series"),
            Map.entry("species", "species"),
            Map.entry("equipment", "equipment"),
            Map.entry("information", "information"));

    private Naming() {}

    /** {@code shippingAddress} -> {@code shipping_address}; {@code orderURL} -> {@code order_url}. */
    public static String snake(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                boolean afterLower = !Character.isUpperCase(name.charAt(i - 1)) && name.charAt(i - 1) != '_';
                boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
                if (afterLower || (beforeLower && name.charAt(i - 1) != '_')) {
                    snake.append('_');
                }
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    /** {@code Order} -> {@code orders}; {@code OrderLine} -> {@code order_lines}. */
    public static String table(Class<?> type) {
        String snake = snake(type.getSimpleName());
        int last = snake.lastIndexOf('_') + 1;
        return snake.substring(0, last) + plural(snake.substring(last));
    }

    static String plural(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh")) {
            return word + "es";
        }
        if (word.endsWith("y") && word.length() > 1 && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0) {
            return word.substring(0, word.length() - 1) + "ies";
        }
        return word + "s";
    }

    /** The other way, for the column of a collection's single value: {@code tags} -> {@code tag}. */
    public static String singular(String name) {
        int last = name.length();
        do {
            last--;
        } while (last > 0 && !Character.isUpperCase(name.charAt(last)));
        String word = name.substring(last);
        String singular = singularWord(word.toLowerCase(Locale.ROOT));
        return name.substring(0, last) + word.charAt(0) + singular.substring(1);
    }

    private static String singularWord(String word) {
        for (Map.Entry<String, String> irregular : IRREGULAR.entrySet()) {
            if (irregular.getValue().equals(word)) {
                return irregular.getKey();
            }
        }
        if (word.endsWith("ies") && word.length() > 3) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean afterSibilant = word.endsWith("sses")
                || word.endsWith("xes")
                || word.endsWith("ches")
                || word.endsWith("shes")
                || word.matches(".*[^aeiou]uses"); // statuses, buses; but houses, causes
        if (afterSibilant) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") && !word.endsWith("ss") && word.length() > 1
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
