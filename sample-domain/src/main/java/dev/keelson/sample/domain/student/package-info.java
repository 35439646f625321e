/**
 * Students: who learns at a school. Next rooms: {@code dev.keelson.sample.domain.course} and
 * {@code dev.keelson.sample.domain.order}.
 */
@NullMarked
package dev.keelson.sample.domain.student;

import org.jspecify.annotations.NullMarked;
