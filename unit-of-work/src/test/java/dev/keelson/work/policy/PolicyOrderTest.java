package dev.keelson.work.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.value.ColumnType;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.change.ChangeSet;
import dev.keelson.work.guice.KeelsonModule;
import dev.keelson.work.policy.tenancy.Tenancy;
import dev.keelson.work.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Policies apply in an order that they say, whoever adds them when. */
class PolicyOrderTest {

    private static final WorkContext JANE = WorkContext.of(TenantId.of("acme"), Actor.of("jane"));

    record Account(String id) {}

    /** Adds a column to each key, and writes down when it is asked what. */
    private record Noted(String name, int order, List<String> told) implements Policy {
        @Override
        public TableRule rule(PolicyTable table) {
            return TableRule.of(
                    new Clause.Wall(new PolicyColumn(name, ColumnType.text(), moment -> name, name), true, true));
        }

        @Override
        public void admit(WorkContext context) {
            told.add(name + " admits");
        }

        @Override
        public ChangeSet decide(ChangeSet changes, Moment moment) {
            told.add(name + " decides");
            return changes;
        }
    }

    private static KeelsonBuilder mapped(Policy... policies) {
        KeelsonBuilder mapped = Keelson.builder().map(Account.class).commitLog(false);
        List.of(policies).forEach(mapped::policy);
        return mapped;
    }

    private static String key(String ddl) {
        return ddl.replaceAll("(?s).*primary key \\(([^)]*)\\).*", "$1").strip().replaceAll("\\s+", " ");
    }

    @Test
    void the_smallest_number_comes_first_and_of_one_number_what_was_added_first() {
        List<String> told = new ArrayList<>();
        KeelsonBuilder mapped = mapped(
                new Noted("late", 7, told),
                new Noted("b", 0, told),
                new Noted("a", 0, told),
                Tenancy.byColumn("tenant_id"),
                new Noted("first", Integer.MIN_VALUE, told));
        assertThat(key(mapped.schema().ddl())).isEqualTo("first, tenant_id, b, a, late, id");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped.schema().ddl());
            try (Keelson keelson = mapped.dataSource(database.application()).build()) {
                told.clear();
                keelson.run(JANE, work -> work.add(new Account("x")));
            }
            assertThat(told)
                    .containsExactly(
                            "first admits",
                            "b admits",
                            "a admits",
                            "late admits",
                            "first decides",
                            "b decides",
                            "a decides",
                            "late decides");
            assertThat(database.query("select first, tenant_id, b, a, late, id from accounts"))
                    .containsExactly(List.of("first", "acme", "b", "a", "late", "x"));
        }
    }

    private static Module adding(Policy policy) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                KeelsonModule.policies(binder()).addBinding().toInstance(policy);
            }
        };
    }

    private static String keyWith(Module... modules) {
        List<Module> all = new ArrayList<>(List.of(modules));
        all.add(KeelsonModule.pool(new Properties()));
        all.add(new AbstractModule() {
            @Override
            protected void configure() {
                KeelsonModule.wirings(binder())
                        .addBinding()
                        .toInstance(keelson -> keelson.map(Account.class).commitLog(false));
            }
        });
        return key(Guice.createInjector(all).getInstance(Schema.class).ddl());
    }

    @Test
    void in_whatever_order_modules_are_installed_their_policies_apply_alike() {
        Module tenants = adding(Tenancy.byColumn("tenant_id"));
        Module regions = adding(new Noted("region", 1, new ArrayList<>()));
        Module brands = adding(new Noted("brand", 2, new ArrayList<>()));

        assertThat(List.of(
                        keyWith(tenants, regions, brands),
                        keyWith(brands, regions, tenants),
                        keyWith(regions, tenants, brands)))
                .containsOnly("tenant_id, region, brand, id");
    }
}
