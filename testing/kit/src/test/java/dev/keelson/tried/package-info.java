/** The kit as those use it who test their own services with it. */
@NullMarked
package dev.keelson.tried;

import org.jspecify.annotations.NullMarked;
