/** The domain of a shop that keeps all rules. */
@NullMarked
package dev.keelson.testing.rules.tidy.domain;

import org.jspecify.annotations.NullMarked;
