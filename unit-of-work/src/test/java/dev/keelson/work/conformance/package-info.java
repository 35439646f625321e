/**
 * What the suites of established mappers hold a unit of work to, one class for each group of behaviours; the number of a
 * behaviour stands behind its test. What is run in which variant is told in {@code docs/conformance.md}.
 */
@NullMarked
package dev.keelson.work.conformance;

import org.jspecify.annotations.NullMarked;
