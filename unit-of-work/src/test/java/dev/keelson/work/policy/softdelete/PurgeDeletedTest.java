package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.kernel.error.UnitOfWorkStateException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.Purged;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was removed long ago goes for good, in steps, and nothing else does. */
class PurgeDeletedTest {

    private static final Instant NOON = PolicyStage.NOON;
    private static final Instant LATER = PolicyStage.LATER;
    private static final Instant LAST = Instant.parse("2026-11-27T14:00:00Z");

    static final class Node {
        private final UUID id;
        private String text;
        private final List<Node> below = new ArrayList<>();

        Node(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Folder {
        private final UUID id;
        private String text;
        private final List<Node> nodes = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private @Nullable UUID parent;

        Folder(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Shortcut {
        private final UUID id;
        private UUID folder;

        Shortcut(UUID id, UUID folder) {
            this.id = id;
            this.folder = folder;
        }
    }

    private static KeelsonBuilder folders(SoftDelete policy) {
        return Keelson.builder()
                .map(
                        Folder.class,
                        folder -> folder.property("parent", parent -> parent.references(Folder.class))
                                .children("nodes", nodes -> nodes.recursive()))
                .map(Shortcut.class, shortcut -> shortcut.property("folder", folder -> folder.references(Folder.class)))
                .policy(policy);
    }

    private static SoftDelete columns() {
        return SoftDelete.columns("deleted_at", "deleted_by").only(Folder.class);
    }

    private static UUID folder(PolicyStage stage, String text) {
        Folder folder = new Folder(UUID.randomUUID(), text);
        Node node = new Node(UUID.randomUUID(), text + " 1");
        node.below.add(new Node(UUID.randomUUID(), text + " 1.1"));
        folder.nodes.add(node);
        folder.nodes.add(new Node(UUID.randomUUID(), text + " 2"));
        folder.tags.add(text);
        stage.keelson().run(by("ann", NOON), work -> work.add(folder));
        return folder.id;
    }

    private static void remove(PolicyStage stage, UUID id, Instant at) {
        stage.keelson().run(by("bob", at), work -> work.remove(Folder.class, id));
    }

    private static List<List<@Nullable Object>> texts(PolicyStage stage) {
        List<List<@Nullable Object>> texts = new ArrayList<>(stage.query("select text from folders order by text"));
        texts.addAll(stage.query("select text from folder_nodes order by text"));
        texts.addAll(stage.query("select tag from folder_tags order by tag"));
        return texts;
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_was_removed_before_goes_with_all_its_rows(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, folders(columns()))) {
            UUID old = folder(stage, "old");
            UUID young = folder(stage, "young");
            folder(stage, "living");
            stage.keelson()
                    .run(
                            by("bob", NOON.plusSeconds(1)),
                            work -> work.get(Folder.class, old).nodes.remove(0));
            remove(stage, old, NOON.plusSeconds(2));
            remove(stage, young, LATER);

            Purged purged = stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LATER);
            assertThat(purged).isEqualTo(new Purged(1, 0, List.of()));
            assertThat(texts(stage))
                    .containsExactly(
                            List.of("living"),
                            List.of("young"),
                            List.of("living 1"),
                            List.of("living 1.1"),
                            List.of("living 2"),
                            List.of("young 1"),
                            List.of("young 1.1"),
                            List.of("young 2"),
                            List.of("living"),
                            List.of("young"));
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LATER))
                    .isEqualTo(new Purged(0, 0, List.of()));
            stage.keelson().run(by("eve", LAST), work -> work.restore(Folder.class, young));
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", LAST))) {
                assertThat(work.get(Folder.class, young).nodes).hasSize(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void hidden_parts_of_the_living_go_with_what_hangs_on_them(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, folders(columns()))) {
            UUID id = folder(stage, "living");
            UUID other = folder(stage, "other");
            stage.keelson()
                    .run(
                            by("bob", NOON),
                            work -> work.get(Folder.class, id).nodes.remove(0));
            stage.keelson()
                    .run(
                            by("bob", LATER),
                            work -> work.get(Folder.class, other).nodes.remove(0));

            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LATER))
                    .isEqualTo(new Purged(0, 2, List.of()));
            assertThat(stage.query("select text, deleted_by from folder_nodes order by text"))
                    .containsExactly(
                            Arrays.asList("living 2", null),
                            List.of("other 1", "bob"),
                            List.of("other 1.1", "bob"),
                            Arrays.asList("other 2", null));
            assertThat(stage.query("select version from folders where text = 'living'"))
                    .as("nobody saw what went")
                    .containsExactly(List.of(2L));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_lost_node_whose_parent_passed_to_another_root_goes_whichever_of_these_is_left(Setting setting) {
        for (boolean recursive : List.of(false, true)) {
            KeelsonBuilder mapped = Keelson.builder()
                    .map(
                            Folder.class,
                            folder -> folder.children("nodes", nodes -> {
                                if (recursive) {
                                    nodes.recursive();
                                }
                            }))
                    .policy(columns());
            try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
                for (String removed : List.of("none", "from", "to", "from to")) {
                    stage.execute("delete from folder_nodes", "delete from folder_tags", "delete from folders");
                    UUID from = folder(stage, "from");
                    UUID to = folder(stage, "to");
                    stage.keelson()
                            .run(
                                    by("bob", NOON),
                                    work -> work.get(Folder.class, from)
                                            .nodes
                                            .get(0)
                                            .below
                                            .clear());
                    stage.keelson().run(by("bob", NOON), work -> {
                        Node passed = work.get(Folder.class, from).nodes.remove(0);
                        work.get(Folder.class, to).nodes.add(passed);
                    });
                    if (removed.contains("from")) {
                        remove(stage, from, NOON.plusSeconds(1));
                    }
                    if (removed.contains("to")) {
                        remove(stage, to, NOON.plusSeconds(1));
                    }
                    Purged purged = stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LATER);
                    assertThat(purged.kept())
                            .as("%s, recursive %s", removed, recursive)
                            .isEmpty();
                    List<List<@Nullable Object>> left = new ArrayList<>();
                    if (!removed.contains("to")) {
                        left.add(List.of("from 1"));
                    }
                    if (!removed.contains("from")) {
                        left.add(List.of("from 2"));
                    }
                    if (!removed.contains("to")) {
                        left.addAll(List.of(List.of("to 1"), List.of("to 1.1"), List.of("to 2")));
                    }
                    assertThat(stage.query("select text from folder_nodes order by text"))
                            .as("%s, recursive %s", removed, recursive)
                            .isEqualTo(left);
                }
            }
        }
    }

    static final class Step {
        private final UUID id;
        private @Nullable Step next;

        Step(UUID id) {
            this.id = id;
        }
    }

    static final class Route {
        private final UUID id;
        private final List<Step> steps = new ArrayList<>();
        private final List<Stop> stops = new ArrayList<>();

        Route(UUID id) {
            this.id = id;
        }
    }

    static final class Stop {
        private final UUID id;
        private @Nullable Step of;

        Stop(UUID id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void lost_parts_that_refer_to_each_other_all_go(Setting setting) {
        KeelsonBuilder routes = Keelson.builder()
                .map(
                        Route.class,
                        route -> route.children("steps", step -> step.property("next", next -> next.sibling()))
                                .children("stops", stop -> stop.property("of", of -> of.sibling())))
                .policy(SoftDelete.columns("deleted_at"));
        try (PolicyStage stage = PolicyStage.open(setting, routes)) {
            Route route = new Route(UUID.randomUUID());
            Step step = new Step(UUID.randomUUID());
            Stop stop = new Stop(UUID.randomUUID());
            stop.of = step;
            route.steps.add(step);
            route.stops.add(stop);
            stage.keelson().run(by("ann", NOON), work -> work.add(route));
            stage.keelson().run(by("bob", NOON), work -> {
                Route loaded = work.get(Route.class, route.id);
                loaded.steps.clear();
                loaded.stops.clear();
            });
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Route.class, LATER))
                    .isEqualTo(new Purged(0, 2, List.of()));
        }
    }

    @Test
    void what_all_tenants_share_goes_only_by_who_says_why() {
        KeelsonBuilder mapped = Keelson.builder()
                .map(Shortcut.class, shortcut -> shortcut.shared())
                .policy(Tenancy.byColumn("tenant_id"))
                .policy(SoftDelete.columns("deleted_at"));
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, mapped)) {
            UUID id = UUID.randomUUID();
            stage.keelson().run(by("ann", NOON), work -> {
                ((SqlUnitOfWork) work).acrossTenants("test");
                work.add(new Shortcut(id, id));
            });
            stage.keelson().run(by("ann", NOON), work -> {
                ((SqlUnitOfWork) work).acrossTenants("test");
                work.remove(Shortcut.class, id);
            });
            assertThatThrownBy(() -> stage.keelson().purgeDeleted(by("cat", LAST), Shortcut.class, LATER))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("they are shared by all tenants")
                    .hasMessageContaining("purgeDeletedAcrossTenants(context, Shortcut.class, olderThan, ");
            assertThat(stage.query("select count(*) from shortcuts")).containsExactly(List.of(1L));
            assertThat(stage.keelson()
                            .purgeDeletedAcrossTenants(by("cat", LAST), Shortcut.class, LATER, "the list is replaced"))
                    .isEqualTo(new Purged(1, 0, List.of()));
            assertThat(stage.query("select count(*) from shortcuts")).containsExactly(List.of(0L));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void what_others_refer_to_stays_and_is_told(Setting setting) {
        try (PolicyStage stage = PolicyStage.open(setting, folders(columns()))) {
            UUID referred = folder(stage, "referred");
            UUID gone = folder(stage, "gone");
            UUID below = folder(stage, "below gone");
            stage.keelson().run(by("ann", NOON), work -> {
                work.add(new Shortcut(UUID.randomUUID(), referred));
                work.get(Folder.class, below).parent = gone;
                work.get(Folder.class, gone).parent = below;
            });
            for (UUID id : List.of(referred, gone, below)) {
                remove(stage, id, NOON.plusSeconds(1));
            }
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LATER))
                    .isEqualTo(new Purged(2, 0, List.of(referred)));
            assertThat(stage.query("select text from folders")).containsExactly(List.of("referred"));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_removal_that_hidden_rows_forbid_says_so(Setting setting) {
        KeelsonBuilder mapped = Keelson.builder()
                .map(
                        Folder.class,
                        folder -> folder.ignore("nodes")
                                .ignore("tags")
                                .property("parent", parent -> parent.references(Folder.class)))
                .map(Shortcut.class, shortcut -> shortcut.property("folder", folder -> folder.references(Folder.class)))
                .policy(SoftDelete.columns("deleted_at").only(Shortcut.class));
        try (PolicyStage stage = PolicyStage.open(setting, mapped)) {
            Folder folder = new Folder(UUID.randomUUID(), "folder");
            Shortcut shortcut = new Shortcut(UUID.randomUUID(), folder.id);
            stage.keelson().run(by("ann", NOON), work -> {
                work.add(folder);
                work.add(shortcut);
            });
            assertThatThrownBy(() -> remove(stage, folder.id, LATER))
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("Other rows, perhaps of another transaction, forbid this state");
            stage.keelson().run(by("bob", LATER), work -> work.remove(Shortcut.class, shortcut.id));
            assertThatThrownBy(() -> remove(stage, folder.id, LATER))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            refused -> assertThat(refused.isByHiddenRow()).isTrue())
                    .hasMessageContaining(
                            "A hidden row of that table, which was removed and is kept, forbids this state");
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Shortcut.class, LAST))
                    .isEqualTo(new Purged(1, 0, List.of()));
            remove(stage, folder.id, LATER);
            assertThat(stage.query("select count(*) from folders")).containsExactly(List.of(0L));
        }
    }

    @Test
    void many_go_in_steps_and_each_tenant_keeps_its_own() {
        KeelsonBuilder mapped = folders(columns()).policy(Tenancy.byColumn("tenant_id"));
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, mapped)) {
            WorkContext other = WorkContext.of(TenantId.of("other"), Actor.of("hank"));
            List<UUID> ids =
                    IntStream.range(0, 120).mapToObj(n -> UUID.randomUUID()).toList();
            for (WorkContext context : List.of(by("ann", NOON), other)) {
                stage.keelson().run(context, work -> ids.forEach(id -> work.add(new Folder(id, "of " + id))));
                stage.keelson().run(context, work -> ids.forEach(id -> work.remove(Folder.class, id)));
            }
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LAST))
                    .isEqualTo(new Purged(120, 0, List.of()));
            assertThat(stage.query("select tenant_id, count(*) from folders group by tenant_id"))
                    .containsExactly(List.of("other", 120L));
        }
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void a_flag_tells_no_time_and_all_that_it_hides_go(Setting setting) {
        SoftDelete flag = SoftDelete.flag("is_deleted").only(Folder.class);
        try (PolicyStage stage = PolicyStage.open(setting, folders(flag))) {
            UUID gone = folder(stage, "gone");
            UUID living = folder(stage, "living");
            remove(stage, gone, LATER);
            stage.keelson()
                    .run(
                            by("bob", LATER),
                            work -> work.get(Folder.class, living).nodes.remove(1));
            assertThatThrownBy(() -> stage.keelson().purgeDeleted(by("cat", LAST), Folder.class, LATER))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("column is_deleted does not tell when they were removed");
            assertThat(stage.keelson().purgeDeleted(by("cat", LAST), Folder.class))
                    .isEqualTo(new Purged(1, 1, List.of()));
            assertThat(texts(stage))
                    .containsExactly(List.of("living"), List.of("living 1"), List.of("living 1.1"), List.of("living"));
        }
    }

    @Test
    void what_cannot_be_purged_is_refused() {
        try (PolicyStage stage = PolicyStage.open(Setting.ONE_MESSAGE, folders(columns()))) {
            Keelson keelson = stage.keelson();
            assertThatThrownBy(() -> keelson.purgeDeleted(by("cat", NOON), Folder.class, LATER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("which is still to come");
            assertThatThrownBy(() -> keelson.purgeDeleted(by("cat", LAST), Shortcut.class, LATER))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("nothing hides them: what is removed is deleted");
            assertThatThrownBy(() ->
                            keelson.run(by("cat", LAST), work -> keelson.purgeDeleted(by("cat", LAST), Folder.class)))
                    .isInstanceOf(UnitOfWorkStateException.class);
        }
    }
}
