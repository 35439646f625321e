package dev.keelson.sample.domain.shared;

import java.util.Locale;
import java.util.Set;

/**
 * A country of the world.
 *
 * @param code its ISO 3166 code of two capital letters
 */
public record Country(String code) {

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    /** Checks that there is such a country. */
    public Country {
        if (!CODES.contains(code)) {
            throw new IllegalArgumentException("No country has the code '" + code + "'");
        }
    }
}
