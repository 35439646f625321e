/**
 * The academy, in the words of those who run it: students, courses, orders. Plain Java that imports the JDK, each other
 * and a few words of {@code dev.keelson.kernel}; nothing here knows of tables. Each aggregate has a room below; what
 * they share is in {@code dev.keelson.sample.domain.shared}. Next room: {@code dev.keelson.sample.application}.
 */
@NullMarked
package dev.keelson.sample.domain;

import org.jspecify.annotations.NullMarked;
