/**
 * Column values in the binary form of PostgreSQL. Arrays of them are about half as long as their texts, and made without a text for each
 * element; single ones are read without what the driver makes on its way to them. Lists of values enter, what the driver sends
 * leaves; and the other way for single values. Next room: {@code dev.keelson.work.database}.
 */
@Internal
@NullMarked
package dev.keelson.work.binary;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;
