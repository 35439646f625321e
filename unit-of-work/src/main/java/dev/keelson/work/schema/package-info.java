/**
 * The schema that a mapping asks for: printed as DDL, and compared with the one a database has. The model and the
 * policies enter; CREATE statements leave, or every fault of the live catalogue at once. Works at start-up only. Next
 * room: {@code dev.keelson.work.policy.tenancy}.
 */
@NullMarked
package dev.keelson.work.schema;

import org.jspecify.annotations.NullMarked;
