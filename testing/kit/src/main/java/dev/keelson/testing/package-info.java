/**
 * What a service adds to its tests: Keelson on a database of the test's own. Enters: a mapping and the schema it is for.
 * Leaves: nothing that production code could use, so that this room may import all others but the sample.
 */
@NullMarked
package dev.keelson.testing;

import org.jspecify.annotations.NullMarked;
