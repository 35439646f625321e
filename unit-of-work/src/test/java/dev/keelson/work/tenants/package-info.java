/**
 * Two tenants with equal identifiers, and what one of them can find out of the other. {@code Estate} is the model, with each
 * shape that has a table of its own; {@code Twins} are two databases that differ in what the other tenant has.
 */
@NullMarked
package dev.keelson.work.tenants;

import org.jspecify.annotations.NullMarked;
