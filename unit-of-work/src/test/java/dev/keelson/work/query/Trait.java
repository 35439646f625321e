package dev.keelson.work.query;

import java.util.Random;

/**
 * Something that queries may ask of an object.
 *
 * @param <O> the object
 */
sealed interface Trait<O> permits Valued, Inward, Sequence, Several {

    /** A random question about it, which may contain questions about what it leads to. */
    Question<O> ask(Random random, int depth);

    /** A random one of some. */
    static <T> T one(Random random, java.util.List<? extends T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
