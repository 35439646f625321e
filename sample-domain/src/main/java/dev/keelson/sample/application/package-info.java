/**
 * What the academy is asked to do: one class per desk, one method per request. Each method is one unit of work; the
 * rules are the domain's. Imports the domain and {@code dev.keelson.kernel}. Next room:
 * {@code dev.keelson.sample.infrastructure}.
 */
@NullMarked
package dev.keelson.sample.application;

import org.jspecify.annotations.NullMarked;
