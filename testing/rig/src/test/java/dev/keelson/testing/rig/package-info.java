/** The rig, tried on the real thing. */
@NullMarked
package dev.keelson.testing.rig;

import org.jspecify.annotations.NullMarked;
