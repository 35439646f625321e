package dev.keelson.testing;

/** When the tests of a class get a database that is as good as new. */
public enum Reset {
    /** Once for the class: what a test commits, the next one finds. Where tenants are told apart, each test has a tenant of its own. */
    EACH_CLASS,
    /** For each test method, with a {@code Keelson} of its own: some dozens of milliseconds each. */
    EACH_METHOD
}
