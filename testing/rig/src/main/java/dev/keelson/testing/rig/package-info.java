/**
 * A real PostgreSQL for tests, and a meter on the wire to it.
 *
 * <p>Enters: SQL that prepares a database. Leaves: data sources of a database that only this test class sees
 * ({@link dev.keelson.testing.rig.TestDatabase}), and the exact number of round trips and statements that passed
 * ({@link dev.keelson.testing.rig.WireCounter}). This room knows no other room of Keelson, so that the tests of every
 * module can stand on it.
 */
@NullMarked
package dev.keelson.testing.rig;

import org.jspecify.annotations.NullMarked;
