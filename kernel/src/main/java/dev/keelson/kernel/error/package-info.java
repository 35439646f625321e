/**
 * Every exception that a user of Keelson may catch; all unchecked, all under {@link KeelsonException}.
 *
 * <p>Enters: what a lower room found, as data. Leaves: that data by accessors, and a message that says what was
 * attempted, on which object, what was found, the likely cause and what to do, and ends with its place in
 * {@code docs/errors.md}. Identifiers and versions appear in messages, other values of rows never. The next room is {@code dev.keelson.value}.
 */
@NullMarked
package dev.keelson.kernel.error;

import org.jspecify.annotations.NullMarked;
