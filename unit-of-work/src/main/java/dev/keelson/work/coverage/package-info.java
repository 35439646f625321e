/** The independent proof that every reference to a restricted table is restricted, taken as a statement is rendered. */
@NullMarked
package dev.keelson.work.coverage;

import org.jspecify.annotations.NullMarked;
