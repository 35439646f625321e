/**
 * Rules of layers and of domain-driven design, checked on compiled classes by ArchUnit. Enters: the packages of a service, and
 * its mapping where there is one. Leaves: what breaks a rule, where, why that is a rule, and what to do instead. Next room:
 * {@code dev.keelson.testing.laws}.
 */
@NullMarked
package dev.keelson.testing.rules;

import org.jspecify.annotations.NullMarked;
