package dev.keelson.sample.infrastructure.mapping;

import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.policy.audit.Audit;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.function.Consumer;

// region readme:all
/** All that the academy keeps, and the rules on it: Keelson is built with it, and jOOQ's tables are generated from it. */
public final class AcademyMapping implements Consumer<KeelsonBuilder> {

    @Override
    public void accept(KeelsonBuilder keelson) {
        keelson.map(new StudentMapping())
                .map(new CourseMapping())
                .map(new OrderMapping())
                .policy(Tenancy.byColumn("school_id").withRowLevelSecurity())
                .policy(Audit.columns())
                .policy(SoftDelete.columns("deleted_at", "deleted_by"));
    }
}
// endregion
