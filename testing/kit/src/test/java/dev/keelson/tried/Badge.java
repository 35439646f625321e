package dev.keelson.tried;

/** An aggregate that is immutable. */
record Badge(long id, String name) {

    Badge renamed(String name) {
        return new Badge(id, name);
    }
}
