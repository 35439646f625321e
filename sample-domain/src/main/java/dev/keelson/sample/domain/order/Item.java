package dev.keelson.sample.domain.order;

import dev.keelson.sample.domain.shared.Money;
import dev.keelson.sample.domain.shared.Text;

/**
 * What is sold, as it was when it was ordered: later changes of a price do not reach the order.
 *
 * @param kind what sort of thing it is
 * @param title what it is called
 * @param price what one of it costs
 */
public record Item(Kind kind, String title, Money price) {

    /** What the academy sells. */
    public enum Kind {
        /** A seat in a course. */
        COURSE,
        /** A book. */
        BOOK
    }

    /** Checks title and price. */
    public Item {
        title = Text.required("The title of an item", title);
        if (price.isNegative()) {
            throw new IllegalArgumentException("The price of an item is not negative");
        }
    }

    /** A seat in a course. */
    public static Item course(String title, Money price) {
        return new Item(Kind.COURSE, title, price);
    }

    /** A book. */
    public static Item book(String title, Money price) {
        return new Item(Kind.BOOK, title, price);
    }
}
