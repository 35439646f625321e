/**
 * What a mapping is once it is built: how objects are read and made, and which of their properties lies in which column
 * of which row type. Classes of a domain enter at start-up through {@code dev.keelson.work.mapping.build}, which builds
 * this; hydration, loading, diff and schema read it. Immutable throughout. Next room: {@code dev.keelson.work.scan}.
 */
@Internal
@NullMarked
package dev.keelson.work.model;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;
