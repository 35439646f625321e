package dev.keelson.work.programs;

/** In what surroundings a program runs. */
enum Setting {
    PLAIN,
    WITHOUT_LOG,
    TENANTS;

    boolean keepsLog() {
        return this != WITHOUT_LOG;
    }

    boolean hasTenants() {
        return this == TENANTS;
    }
}
