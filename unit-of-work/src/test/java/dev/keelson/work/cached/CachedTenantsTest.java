package dev.keelson.work.cached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.cache.CacheStats;
import dev.keelson.work.policy.Policy;
import dev.keelson.work.policy.PolicyTable;
import dev.keelson.work.policy.SessionSetting;
import dev.keelson.work.policy.TableRule;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is cached crosses a tenant: attack 10. */
class CachedTenantsTest {

    private static final WorkContext A = WorkContext.of(TenantId.of("a"), Actor.of("ann"));
    private static final WorkContext B = WorkContext.of(TenantId.of("b"), Actor.of("ben"));

    private static KeelsonBuilder mapped(boolean secured) {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        return Keelson.builder()
                .map(Account.class, account -> account.cached())
                .policy(secured ? tenancy.withRowLevelSecurity() : tenancy);
    }

    private static Optional<String> found(Keelson keelson, WorkContext context, UUID id) {
        return keelson.read(context, read -> read.find(Account.class, id).map(Account::owner));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_one_tenant_loaded_another_does_not_find(boolean secured) {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(mapped(secured).schema().statements().toArray(String[]::new));
            try (Keelson keelson =
                    mapped(secured).dataSource(database.application()).build()) {
                UUID id = UUID.randomUUID();
                assertThat(found(keelson, A, id)).isEmpty();
                keelson.run(B, work -> work.add(new Account(id, "ben", 1)));
                assertThat(found(keelson, B, id))
                        .as("that A found none is not B's")
                        .contains("ben");
                assertThat(found(keelson, B, id)).contains("ben");
                assertThat(found(keelson, A, id)).isEmpty();

                keelson.run(A, work -> work.add(new Account(id, "ann", 1)));
                assertThat(found(keelson, A, id)).contains("ann");
                assertThat(found(keelson, B, id)).contains("ben");

                long hits = stats(keelson).hits();
                keelson.run(A, work -> work.get(Account.class, id).rename("anna"));
                keelson.run(A, work -> work.remove(Account.class, id));
                assertThat(found(keelson, A, id)).isEmpty();
                long before = stats(keelson).hits();
                assertThat(found(keelson, B, id)).contains("ben");
                assertThat(stats(keelson).hits())
                        .as("what A does evicts nothing of B")
                        .isEqualTo(before + 1);
                assertThat(hits).isLessThanOrEqualTo(before);
            }
        }
    }

    private static CacheStats stats(Keelson keelson) {
        return keelson.statistics().aggregates().get(0);
    }

    @Test
    void what_all_share_is_cached_once_for_all() {
        KeelsonBuilder schema = shared();
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(schema.schema().statements().toArray(String[]::new));
            try (Keelson keelson = shared().dataSource(database.application()).build()) {
                UUID id = UUID.randomUUID();
                try (var work = keelson.begin(A)) {
                    work.acrossTenants("a test").add(new Account(id, "all", 1));
                    work.commit();
                }
                found(keelson, A, id);
                assertThat(found(keelson, B, id)).contains("all");
                assertThat(stats(keelson).hits()).isEqualTo(1);
                try (var work = keelson.begin(A)) {
                    work.acrossTenants("a test").get(Account.class, id).rename("others");
                    work.commit();
                }
                assertThat(found(keelson, B, id)).contains("others");
            }
        }
    }

    private static KeelsonBuilder shared() {
        return Keelson.builder()
                .map(Account.class, account -> account.shared().cached())
                .policy(Tenancy.byColumn("tenant_id"));
    }

    /** Somebody's own row-level security, of which Keelson knows the setting alone. */
    private static final class BySetting implements Policy {

        private final SessionSetting setting = new SessionSetting(
                "app.actor", moment -> moment.context().actor().name());

        @Override
        public String name() {
            return "by setting";
        }

        @Override
        public TableRule rule(PolicyTable table) {
            return TableRule.NONE;
        }

        @Override
        public List<SessionSetting> settings() {
            return List.of(setting);
        }
    }

    @Test
    void who_has_other_settings_may_see_other_rows_and_is_given_none_of_these() {
        KeelsonBuilder schema = Keelson.builder().map(Account.class, account -> account.cached());
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(schema.schema().statements().toArray(String[]::new));
            database.execute(
                    "alter table accounts enable row level security",
                    "alter table accounts force row level security",
                    "create policy own on accounts using (owner = current_setting('app.actor', true))");
            try (Keelson keelson = Keelson.builder()
                    .map(Account.class, account -> account.cached())
                    .policy(new BySetting())
                    .dataSource(database.application())
                    .build()) {
                UUID id = UUID.randomUUID();
                keelson.run(A, work -> work.add(new Account(id, "ann", 1)));
                found(keelson, A, id);
                assertThat(found(keelson, A, id)).contains("ann");
                assertThat(stats(keelson).hits()).isEqualTo(1);

                assertThat(found(keelson, B, id)).isEmpty();
            }
        }
    }
}
