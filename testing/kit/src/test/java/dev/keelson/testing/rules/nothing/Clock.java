package dev.keelson.testing.rules.nothing;

/** In a package that has no aggregate, and no layer. */
final class Clock {

    private Clock() {}
}
