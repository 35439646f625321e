package dev.keelson.sample.main;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Who works in the scenario, at which school and at what time of the day. */
final class Staff {

    static final Instant MORNING = Instant.parse("2026-09-01T09:00:00Z");
    static final TenantId ADA_COLLEGE = TenantId.of("ada-college");
    static final TenantId HOPPER_HALL = TenantId.of("hopper-hall");
    static final WorkContext SCHOOL = context(ADA_COLLEGE, "front desk", 0);
    static final WorkContext BANK = context(ADA_COLLEGE, "bank", 1);
    static final WorkContext BACK_OFFICE = context(ADA_COLLEGE, "back office", 2);
    static final WorkContext HEAD = context(ADA_COLLEGE, "head", 3);
    static final WorkContext OTHER_SCHOOL = context(HOPPER_HALL, "front desk", 0);

    private Staff() {}

    private static WorkContext context(TenantId school, String actor, int hoursLater) {
        Instant then = MORNING.plus(Duration.ofHours(hoursLater));
        return WorkContext.of(school, Actor.of(actor)).withClock(Clock.fixed(then, ZoneOffset.UTC));
    }
}
