/**
 * How the academy lies in its tables. Imports the domain and Keelson. The tables {@code dev.keelson.sample.infrastructure.tables} are
 * generated from it, so it knows nothing of what uses these. Next room: {@code dev.keelson.sample.infrastructure}.
 */
@NullMarked
package dev.keelson.sample.infrastructure.mapping;

import org.jspecify.annotations.NullMarked;
