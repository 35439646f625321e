/** Courses: what is taught, when, and who has a seat. Imports students; orders know nothing of it. */
@NullMarked
package dev.keelson.sample.domain.course;

import org.jspecify.annotations.NullMarked;
