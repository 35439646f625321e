/** The use cases of a shop that keeps all rules. */
@NullMarked
package dev.keelson.testing.rules.tidy.application;

import org.jspecify.annotations.NullMarked;
