package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * One thing that breaks a rule. Immutable.
 *
 * @param where the full name of the class, or an empty text where it is of none
 * @param text what was found, in plain words, with its place
 */
record Finding(String where, String text) {

    static Finding in(JavaClass type, String text) {
        return new Finding(type.getName(), text.replace('$', '.'));
    }

    /** One that is of no class: of the packages as a whole. */
    static Finding ofAll(String text) {
        return new Finding("", text);
    }

    /** Whether it is in this class or in one nested in it. */
    boolean isIn(String type) {
        return where.equals(type) || where.startsWith(type + "$");
    }
}
