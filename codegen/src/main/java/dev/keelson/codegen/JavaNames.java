package dev.keelson.codegen;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Names of Java for names of the database, each once: a second that would be the same gets a number behind it. Files of some systems tell no
 * capital from a small letter, so neither do the names of classes here. Used by one thread.
 */
final class JavaNames {

    private static final Pattern HUMP =
            Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private final Set<String> taken = new HashSet<>();

    /** Names beside these. */
    JavaNames(Set<String> taken) {
        taken.forEach(name -> this.taken.add(name.toUpperCase(Locale.ROOT)));
    }

    /** A constant: {@code ORDER_ID} for {@code order_id}, and for {@code orderId}. */
    static String constant(String name) {
        return identifier(words(name).toUpperCase(Locale.ROOT));
    }

    /** A class: {@code OrderLines} for {@code order_lines}, for {@code orderLines} and for {@code ORDER_LINES}. */
    static String type(String name) {
        StringBuilder type = new StringBuilder();
        for (String word : words(name).split("_", -1)) {
            if (!word.isEmpty()) {
                type.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return identifier(type.toString());
    }

    private static String words(String name) {
        return HUMP.matcher(NO_LETTERS.matcher(name).replaceAll("_")).replaceAll("_");
    }

    private static String identifier(String name) {
        String begun = name.isEmpty() || !SourceVersion.isIdentifier(name) ? "_" + name : name;
        return begun.equals("_") ? "__" : begun;
    }

    /** The name, or the same with a number where it is taken; it is taken then. */
    String take(String wanted) {
        String free = wanted;
        for (int n = 2; !taken.add(free.toUpperCase(Locale.ROOT)); n++) {
            free = wanted + "_" + n;
        }
        return free;
    }
}
