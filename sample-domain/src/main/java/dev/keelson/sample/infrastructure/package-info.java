/**
 * How the academy is put together: repositories over jOOQ, which ask by the tables that are generated from the mapping, and the Guice module
 * that wires them. Imports the application, the domain, the mapping, its tables and Keelson. Next room: {@code dev.keelson.sample.main}.
 */
@NullMarked
package dev.keelson.sample.infrastructure;

import org.jspecify.annotations.NullMarked;
