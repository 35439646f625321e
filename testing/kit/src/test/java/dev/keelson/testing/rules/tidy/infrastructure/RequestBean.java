package dev.keelson.testing.rules.tidy.infrastructure;

import dev.keelson.kernel.UnitOfWork;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** A bean of which each request has its own. */
@Component
@Scope("prototype")
final class RequestBean {

    private final UnitOfWork work;

    RequestBean(UnitOfWork work) {
        this.work = work;
    }

    UnitOfWork work() {
        return work;
    }
}
