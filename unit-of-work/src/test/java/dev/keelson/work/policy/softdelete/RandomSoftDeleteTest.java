package dev.keelson.work.policy.softdelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs of adds, changes of every shape, moves, removals, restores, queries, locks and conflicts run where removals delete
 * and where they hide: by a policy, and by what the domain says of memos and tickets. Whoever does not ask gets equal answers in both
 * worlds. Who asks gets what was removed as it was, restored or not; and of the rows with identifiers none is gone, but for those that
 * {@link Memory} names.
 *
 * <p>Left out is what cannot be equal: that another aggregate refers to what is removed, which a foreign key forbids where rows go; that
 * an identifier is used twice, which stays taken where they stay; and that a root of {@code TABLE_PER_CLASS} which hid a part of its own
 * passes to another table.
 *
 * <p>Every program has a seed of its own, and a failure names it and tells all that the program did. {@code
 * -Dkeelson.test.jvm="-Dkeelson.seed=... -Dkeelson.programs=1"} runs it again.
 */
class RandomSoftDeleteTest {

    private static final boolean SOAK = Boolean.getBoolean("keelson.soak");

    static Stream<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            for (boolean flag : List.of(false, true)) {
                for (boolean evens : List.of(false, true)) {
                    if (SOAK || evens == (flag == (setting != Setting.PLAIN_STATEMENTS))) {
                        ways.add(Arguments.of(setting, flag, evens));
                    }
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_world_that_hides_answers_as_one_that_deletes(Setting setting, boolean flag, boolean evens) {
        long first = Long.getLong("keelson.seed", System.nanoTime());
        int programs = Integer.getInteger("keelson.programs", SOAK ? 834 : 17);
        System.out.println("RandomSoftDeleteTest " + setting + (flag ? " flag" : " columns")
                + (evens ? " evens" : " odds") + " seed " + first);
        SoftDelete policy = flag ? SoftDelete.flag("is_deleted") : SoftDelete.columns("removed_at", "removed_by");
        try (PolicyStage hard = PolicyStage.open(setting, Realm.mapped(evens, false));
                PolicyStage soft =
                        PolicyStage.open(setting, Realm.mapped(evens, true).policy(policy))) {
            TwoWorlds worlds = new TwoWorlds(hard.keelson(), soft.keelson(), evens);
            for (int n = 0; n < programs; n++) {
                worlds.run(first + n, n);
            }
            worlds.audit();
            Memory memory = worlds.memory();
            assertThat(memory.told(ids(hard))).isEqualTo(memory.told(memory.idsOfLiving()));
            assertThat(memory.told(ids(soft))).isEqualTo(memory.told(memory.idsOfKept()));
        }
    }

    /** The identifiers of all rows that are there. */
    private static Set<UUID> ids(PolicyStage stage) {
        Set<UUID> ids = new HashSet<>();
        stage.query("select table_name from information_schema.columns where table_schema = 'public' and"
                        + " column_name = 'id'")
                .forEach(table ->
                        stage.query("select id from " + table.get(0)).forEach(row -> ids.add((UUID) row.get(0))));
        return ids;
    }
}
