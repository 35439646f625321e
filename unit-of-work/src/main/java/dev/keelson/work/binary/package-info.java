/**
 * Arrays of column values in the binary form of PostgreSQL: about half as long as their texts, and made without a text for each
 * element. Lists of values enter, what the driver sends leaves. Next room: {@code dev.keelson.work.database}.
 */
@Internal
@NullMarked
package dev.keelson.work.binary;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;
