/**
 * How a value becomes JSON in one column: by the library Jackson, which an application adds.
 *
 * <p>Enters: values of any class. Leaves: text for a column of {@code jsonb}, {@code json} or text. The next room is
 * {@code dev.keelson.value.crypto}.
 */
@NullMarked
package dev.keelson.value.json;

import org.jspecify.annotations.NullMarked;
