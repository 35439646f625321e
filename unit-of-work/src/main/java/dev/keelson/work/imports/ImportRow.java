package dev.keelson.work.imports;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import as it was read. Immutable.
 *
 * @param number from 1
 * @param aggregate what was read, which may be anything
 */
@Internal
public record ImportRow(long number, @Nullable Object aggregate) {}
