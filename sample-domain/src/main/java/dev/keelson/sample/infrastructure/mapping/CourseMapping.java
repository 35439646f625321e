package dev.keelson.sample.infrastructure.mapping;

import dev.keelson.sample.domain.course.Course;
import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;

/** Courses lie in {@code courses}, who attends them in {@code course_students}. */
final class CourseMapping implements AggregateMapping<Course> {

    @Override
    public void map(AggregateConfig<Course> course) {
        course.property("title", title -> title.type(ColumnType.varchar(200)))
                .property("fee", fee -> fee.converter(new MoneyInCents()));
    }
}
