/**
 * The main job: starts a PostgreSQL, lets Flyway make the schema, runs the academy through a metered wire and checks,
 * step by step, that what it says of itself is so. Imports everything; nobody imports it.
 */
@NullMarked
package dev.keelson.sample.main;

import org.jspecify.annotations.NullMarked;
