package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.HydrationException;
import dev.keelson.value.ColumnCipher;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.values.Ciphers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever hangs on a hidden root, and in whatever state, nobody who asks for the root meets it. */
class HiddenRootTest {

    static final class Vault {
        private final long id;
        private final List<String> secrets = new ArrayList<>();

        Vault(long id) {
            this.id = id;
        }

        private Vault with(String secret) {
            secrets.add(secret);
            return this;
        }
    }

    private static final ColumnCipher CIPHER = Ciphers.any();

    static Stream<Arguments> settings() {
        return Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(SoftDelete.columns("deleted_at"), SoftDelete.flag("gone"))
                        .map(policy -> Arguments.of(setting, policy)));
    }

    private static KeelsonBuilder vaults(SoftDelete policy) {
        return Keelson.builder()
                .map(
                        Vault.class,
                        vault ->
                                vault.values("secrets", secrets -> secrets.element(secret -> secret.encrypted(CIPHER))))
                .policy(policy);
    }

    private static void store(PolicyStage stage, Vault vault) {
        stage.keelson().run(by("ann", PolicyStage.NOON), work -> work.add(vault));
        stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.remove(Vault.class, vault.id));
    }

    private static void isMetByNobodyButWhoAsks(PolicyStage stage, String problem) {
        try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
            assertThat(work.find(Vault.class, 1L)).isEmpty();
            assertThat(work.findAll(Vault.class, List.of(1L, 2L))).isEmpty();
            assertThat(work.query(Vault.class).list()).isEmpty();
            assertThatThrownBy(() -> work.includingDeleted("audit").find(Vault.class, 1L))
                    .isInstanceOf(HydrationException.class)
                    .hasMessageContaining(problem);
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_nobody_can_decrypt(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, vaults(policy))) {
            store(stage, new Vault(1).with("secret"));
            stage.execute("update vault_secrets set secret = cast('garbage' as "
                    + (setting == Setting.H2 ? "varbinary)" : "bytea)"));
            isMetByNobodyButWhoAsks(stage, "cannot be read");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void more_rows_than_an_aggregate_may_have(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, vaults(policy).maxAggregateRows(3))) {
            store(stage, new Vault(1).with("a").with("b"));
            stage.execute("insert into vault_secrets select vault_id, position + 2, secret from vault_secrets");
            isMetByNobodyButWhoAsks(stage, "more than 3 rows");
        }
    }
}
