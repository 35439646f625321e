/**
 * Classes become a model: conventions first, configuration corrects them, every fault is listed, all together. Enters:
 * the domain's classes, the application's {@link dev.keelson.work.mapping.AggregateMapping}s and what the live
 * catalogue says of the columns. Leaves: a {@link dev.keelson.work.model.DomainModel}. Works at start-up only. Next room:
 * {@code dev.keelson.work.policy}.
 */
@Internal
@NullMarked
package dev.keelson.work.mapping.build;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;
