package dev.keelson.sample;

import com.google.inject.Guice;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.sample.infrastructure.AcademyModule;
import dev.keelson.sample.infrastructure.AcademySchema;
import dev.keelson.sample.infrastructure.mapping.AcademyMapping;
import dev.keelson.testing.KeelsonStage;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.guice.KeelsonModule;
import dev.keelson.work.schema.Schema;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

// region testing:stage
/** The academy for tests: on the tables of its own migrations, put together by its own module, a school for each test. */
public final class AcademyStage implements KeelsonStage {

    @Override
    public void accept(KeelsonBuilder keelson) {
        new AcademyMapping().accept(keelson);
    }

    @Override
    public void prepare(DataSource owner, Supplier<Schema> generated) {
        AcademySchema.migrate(owner);
    }

    @Override
    public Keelson build(DataSource pool, Consumer<KeelsonBuilder> watched) {
        return Guice.createInjector(
                        new AcademyModule(pool),
                        binder -> KeelsonModule.wirings(binder).addBinding().toInstance(watched))
                .getInstance(Keelson.class);
    }

    @Override
    public WorkContext context(int test) {
        return WorkContext.of(TenantId.of("school " + test), Actor.of("front desk"));
    }
}
// endregion
