package dev.keelson.sample.infrastructure;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.sample.application.Enrolment;
import dev.keelson.sample.application.OrderDesk;
import dev.keelson.sample.domain.course.Courses;
import dev.keelson.sample.domain.order.Orders;
import dev.keelson.sample.domain.student.Students;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.tenancy.Tenancy;
import javax.sql.DataSource;

/** Puts the academy together. */
public final class AcademyModule extends AbstractModule {

    private final DataSource pool;

    public AcademyModule(DataSource pool) {
        this.pool = pool;
    }

    static KeelsonBuilder mappings() {
        return Keelson.builder()
                .map(new StudentMapping())
                .map(new CourseMapping())
                .map(new OrderMapping())
                .repository(Students.class, JooqStudents::new)
                .repository(Courses.class, JooqCourses::new)
                .repository(Orders.class, JooqOrders::new)
                .policy(Tenancy.byColumn("school_id"));
    }

    @Provides
    @Singleton
    UnitOfWorkFactory units() {
        return mappings().dataSource(pool).build();
    }

    @Provides
    OrderDesk orderDesk(UnitOfWorkFactory units) {
        return new OrderDesk(units);
    }

    @Provides
    Enrolment enrolment(UnitOfWorkFactory units) {
        return new Enrolment(units);
    }
}
