/** What a Keelson holds after very many units of work that differ. */
@NullMarked
package dev.keelson.work.endurance;

import org.jspecify.annotations.NullMarked;
