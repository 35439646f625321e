package dev.keelson.testing.laws;

/** What holds for every aggregate that is mapped. */
public enum Law {
    /** What was added and committed, or changed and committed, comes back equal in every property. */
    ROUND_TRIP("round trip"),
    /** A commit after nothing but a load sends nothing. */
    NO_FALSE_WRITE("no false write"),
    /** Every subclass and every property is mapped, or declared ignored. */
    MAPPED("everything is mapped or declared ignored"),
    /** A property that changes is written alone, besides the root's version and the policies' columns. */
    MINIMAL_UPDATE("minimal update"),
    /** A commit that changes an aggregate raises its version once, and the database has the version that the receipt tells. */
    VERSION("version raised once"),
    /** What is removed leaves no row; what a policy hides is not found, and comes back by a restore. */
    DELETE("delete leaves nothing"),
    /** The policies' columns hold what the context of the work says. */
    POLICIES("policies' columns");

    private final String told;

    Law(String told) {
        this.told = told;
    }

    /** What a message calls it, such as "round trip". */
    @Override
    public String toString() {
        return told;
    }
}
