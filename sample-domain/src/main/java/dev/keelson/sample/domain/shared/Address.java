package dev.keelson.sample.domain.shared;

/**
 * Where post arrives.
 *
 * @param recipient who receives it
 * @param street with the house number
 * @param city the town
 * @param postal the district
 */
public record Address(String recipient, String street, String city, PostalCode postal) {

    /** Checks that no line is blank. */
    public Address {
        recipient = Text.required("The recipient", recipient);
        street = Text.required("The street", street);
        city = Text.required("The city", city);
    }
}
