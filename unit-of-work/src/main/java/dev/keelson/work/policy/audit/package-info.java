/**
 * Audit: who made and who last changed what, and when, in columns beside the row's own. Next room: {@code dev.keelson.work.policy.softdelete}.
 */
@NullMarked
package dev.keelson.work.policy.audit;

import org.jspecify.annotations.NullMarked;
