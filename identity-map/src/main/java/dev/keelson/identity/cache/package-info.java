/**
 * What units of work share: states of aggregates, each with its version, by tenant and identity.
 *
 * <p>Enters: states, with tickets that were taken before they were read, and evictions. Leaves: the same states, as long as nothing
 * newer is known. Generic: this room knows neither rows nor aggregates. Caffeine is known here alone. What is shared is made in
 * {@code dev.keelson.work.load}, and judged by the roof, {@code dev.keelson.work}.
 */
@Internal
@NullMarked
package dev.keelson.identity.cache;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;
