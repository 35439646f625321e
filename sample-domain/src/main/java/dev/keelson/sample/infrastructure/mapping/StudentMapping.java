package dev.keelson.sample.infrastructure.mapping;

import dev.keelson.sample.domain.student.Student;
import dev.keelson.value.ColumnType;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.AggregateMapping;

/** Students lie in {@code students}. */
final class StudentMapping implements AggregateMapping<Student> {

    @Override
    public void map(AggregateConfig<Student> student) {
        student.property("name", name -> name.type(ColumnType.varchar(200)));
    }
}
