/**
 * How the academy lies in its tables and how it is put together: mappings, repositories over jOOQ, and the Guice module
 * that wires them. Imports the application, the domain and Keelson. Next room: {@code dev.keelson.sample.main}.
 */
@NullMarked
package dev.keelson.sample.infrastructure;

import org.jspecify.annotations.NullMarked;
