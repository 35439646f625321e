/** What stores the shop that keeps all rules. */
@NullMarked
package dev.keelson.testing.rules.tidy.infrastructure;

import org.jspecify.annotations.NullMarked;
