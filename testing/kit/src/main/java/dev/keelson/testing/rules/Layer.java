package dev.keelson.testing.rules;

import java.util.Locale;

/** The layers, the innermost first: each may look at those before it. */
enum Layer {
    /** The rules of the business. */
    DOMAIN,
    /** The use cases. */
    APPLICATION,
    /** How it is stored, sent and wired. */
    INFRASTRUCTURE,
    /** What stands around the layers and is seen by none of them, as the program that starts it all. */
    OUTSIDE;

    /** As sentences name it. */
    String title() {
        return this == OUTSIDE ? "outside the layers" : "on the " + name().toLowerCase(Locale.ROOT) + " layer";
    }

    /** The method of {@link LayeringRules} that says where it lies. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
