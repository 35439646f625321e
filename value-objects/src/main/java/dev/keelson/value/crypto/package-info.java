/**
 * How an encrypted column is encrypted: by the library Tink, which an application adds.
 *
 * <p>Enters: the bytes of a column value and the place they belong to. Leaves: the bytes to store. The next room is
 * {@code dev.keelson.identity}.
 */
@NullMarked
package dev.keelson.value.crypto;

import org.jspecify.annotations.NullMarked;
