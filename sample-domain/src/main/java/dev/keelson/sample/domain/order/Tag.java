package dev.keelson.sample.domain.order;

import dev.keelson.sample.domain.shared.Text;
import java.util.Locale;

/**
 * A word that the office puts on an order, to find it again.
 *
 * @param value in lower case
 */
public record Tag(String value) {

    /** Folds the case. */
    public Tag {
        value = Text.required("A tag", value).toLowerCase(Locale.ROOT);
    }
}
