/**
 * What a policy is: columns it adds to tables, predicates it puts on every reference to them, and what it says of a
 * commit's changes. The built-in ones have rooms of their own below. Next room: {@code dev.keelson.work.sql}.
 */
@NullMarked
package dev.keelson.work.policy;

import org.jspecify.annotations.NullMarked;
