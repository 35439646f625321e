package dev.keelson.work.watch;

import java.util.regex.Pattern;

/** What a statement is for, without the identifiers that messages name: there are few such texts, and none tells a value. */
final class Purposes {

    private static final Pattern COUNT = Pattern.compile("\\d+ of ");

    private Purposes() {}

    /**
     * The purpose in what a message says was attempted: "load Order" of "load Order[42]", "load Order, Customer" of "load 3 of Order,
     * 1 of Customer".
     */
    static String of(String attempted) {
        int identifier = attempted.indexOf('[');
        String purpose = identifier < 0 ? attempted : attempted.substring(0, identifier);
        return COUNT.matcher(purpose).replaceAll("");
    }
}
