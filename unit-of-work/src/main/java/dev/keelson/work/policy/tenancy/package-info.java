/**
 * Tenancy: whose rows they are. One application serves many tenants, and no statement of one touches rows of another.
 * Next room: {@code dev.keelson.work}.
 */
@NullMarked
package dev.keelson.work.policy.tenancy;

import org.jspecify.annotations.NullMarked;
