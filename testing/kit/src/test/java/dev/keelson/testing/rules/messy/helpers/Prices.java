package dev.keelson.testing.rules.messy.helpers;

/** On no layer. */
public final class Prices {

    private Prices() {}

    public static long gross(long net) {
        return net * 119 / 100;
    }
}
