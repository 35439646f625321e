/**
 * Values that every part of the academy speaks of: money, addresses. They import the JDK alone. Next room:
 * {@code dev.keelson.sample.domain.student}.
 */
@NullMarked
package dev.keelson.sample.domain.shared;

import org.jspecify.annotations.NullMarked;
