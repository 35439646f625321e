package dev.keelson.sample.domain.shared;

import java.util.regex.Pattern;

/**
 * The code of a postal district, which means something only together with its country.
 *
 * @param country whose post
 * @param code as that country writes it, without blanks around it
 */
public record PostalCode(Country country, String code) {

    private static final Pattern FIVE_DIGITS = Pattern.compile("\\d{5}");

    /** Checks the code by what its country is known to ask for. */
    public PostalCode {
        code = Text.required("A postal code", code);
        boolean fits = switch (country.code()) {
            case "DE", "FR", "IT", "ES" -> FIVE_DIGITS.matcher(code).matches();
            default -> true;
        };
        if (!fits) {
            throw new IllegalArgumentException("A postal code of " + country.code() + " has five digits");
        }
    }

    /** The code of a district in a country. */
    public static PostalCode of(String country, String code) {
        return new PostalCode(new Country(country), code);
    }
}
