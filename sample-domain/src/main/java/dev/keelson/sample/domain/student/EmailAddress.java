package dev.keelson.sample.domain.student;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where mail arrives. Two ways to write one address are one address.
 *
 * @param value in lower case
 */
public record EmailAddress(String value) {

    private static final Pattern SHAPE = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /** Checks the shape and folds the case. */
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("That is no e-mail address; one looks like name@host.org");
        }
    }
}
