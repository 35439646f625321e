package dev.keelson.work.load.select;

import java.util.Arrays;
import java.util.Objects;
import org.jooq.Name;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a shape, word by word: equal where all words are. Each says how many follow it that belong to it, so that two shapes of
 * the same words are the same. Used by one thread, until it is the key of what is kept; from then on nobody adds to it.
 */
final class ShapeWords {

    private @Nullable Object[] words = new Object[16];
    private int size;
    private int hash;

    /** Adds a word: a constant of this house, a text, a number, or a type. */
    boolean add(@Nullable Object word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, 2 * size);
        }
        words[size++] = word;
        hash = 31 * hash + Objects.hashCode(word);
        return true;
    }

    /** Adds a name, and which of its parts are quoted: jOOQ takes two names for equal that differ in that alone. */
    boolean name(Name name) {
        Name.Quoted quoted = name.quoted();
        add(name);
        add(quoted);
        if (quoted == Name.Quoted.MIXED) {
            for (Name part : name.parts()) {
                add(part.quoted());
            }
        }
        return true;
    }

    /** All of them, the same in every process. */
    String text() {
        StringBuilder text = new StringBuilder(16 * size);
        for (int i = 0; i < size; i++) {
            String word = words[i] instanceof Name name ? text(name) : String.valueOf(words[i]);
            text.append(word.length()).append(':').append(word);
        }
        return text.toString();
    }

    private static String text(Name name) {
        StringBuilder text = new StringBuilder();
        for (String part : name.getName()) {
            text.append(part.length()).append('.').append(part);
        }
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ShapeWords that
                && hash == that.hash
                && size == that.size
                && Arrays.equals(words, 0, size, that.words, 0, size);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
