package dev.keelson.sample.infrastructure;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.keelson.kernel.UnitOfWorkFactory;
import dev.keelson.sample.application.Enrolment;
import dev.keelson.sample.application.OrderDesk;
import dev.keelson.sample.domain.course.Courses;
import dev.keelson.sample.domain.order.Orders;
import dev.keelson.sample.domain.student.Students;
import dev.keelson.sample.infrastructure.mapping.AcademyMapping;
import dev.keelson.work.guice.KeelsonModule;
import javax.sql.DataSource;

/** Puts the academy together: Keelson on a pool, its policies, mappings and repositories; then the desks. */
public final class AcademyModule extends AbstractModule {

    private final DataSource pool;

    /**
     * The academy on this pool.
     *
     * @param pool connects as the application's role, which row-level security binds; stays the caller's to close
     */
    public AcademyModule(DataSource pool) {
        this.pool = pool;
    }

    // region readme:wiring
    @Override
    protected void configure() {
        install(KeelsonModule.on(pool));
        KeelsonModule.wirings(binder()).addBinding().to(AcademyMapping.class);
        KeelsonModule.repository(binder(), Students.class, JooqStudents::new);
        KeelsonModule.repository(binder(), Courses.class, JooqCourses::new);
        KeelsonModule.repository(binder(), Orders.class, JooqOrders::new);
    }

    @Provides
    OrderDesk orderDesk(UnitOfWorkFactory units) { // the application layer does without annotations
        return new OrderDesk(units);
    }
    // endregion

    @Provides
    Enrolment enrolment(UnitOfWorkFactory units) {
        return new Enrolment(units);
    }
}
