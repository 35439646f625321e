/**
 * Soft delete: what is removed stays, where no load finds it, until it is restored or purged. Next room: {@code dev.keelson.work}.
 */
@NullMarked
package dev.keelson.work.policy.softdelete;

import org.jspecify.annotations.NullMarked;
