package dev.keelson.work.load;

import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.Roots;
import dev.keelson.work.row.AggregateRows;
import org.jspecify.annotations.Nullable;

/**
 * The rows that units of work share, as one of them may see them. Used by the thread of its unit of work.
 *
 * <p>Source: Fowler, PoEAA, Identity Map (195), as far as rows and not objects are shared.
 */
public interface SharedRows {

    /** None: whoever looks there asks the database, and gives nothing. */
    SharedRows NONE = new SharedRows() {
        @Override
        public @Nullable Held find(Roots roots, @Nullable Object[] key) {
            return null;
        }

        @Override
        public long ticket() {
            return 0;
        }

        @Override
        public void offer(Loaded loaded, long ticket) {}

        @Override
        public void absent(Roots roots, @Nullable Object[] key) {}

        @Override
        public void distrust() {}
    };

    /**
     * One aggregate as it is shared.
     *
     * @param model its mapping
     * @param rows all its rows
     */
    record Held(AggregateModel model, AggregateRows rows) {}

    /** What is shared of the one among these with this key, ciphertexts opened; null where nothing is. */
    @Nullable
    Held find(Roots roots, @Nullable Object[] key);

    /** What a read that begins now gives back with what it found. */
    long ticket();

    /**
     * Gives others what was read and made an aggregate; nothing where it is not to be shared.
     *
     * @param ticket taken before it was read
     */
    void offer(Loaded loaded, long ticket);

    /** The database has none of these with this key. */
    void absent(Roots roots, @Nullable Object[] key);

    /** Something was wrong with what this unit of work was given: it goes, and from here on nothing is given any more. */
    void distrust();
}
