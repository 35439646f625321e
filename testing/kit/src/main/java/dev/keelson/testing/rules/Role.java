package dev.keelson.testing.rules;

/** What a class of the domain is. */
enum Role {
    /** The root of an aggregate. */
    ROOT("the root of an aggregate"),
    /** An object with an identity, within an aggregate. */
    ENTITY("an entity"),
    /** An object without an identity, identifiers among them. */
    VALUE("a value object"),
    /** Within an aggregate, and nothing tells whether it has an identity. */
    PART("a part of an aggregate");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** As sentences name it. */
    String title() {
        return title;
    }
}
