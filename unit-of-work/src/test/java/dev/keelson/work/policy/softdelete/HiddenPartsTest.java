package dev.keelson.work.policy.softdelete;

import static dev.keelson.work.policy.PolicyStage.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.PolicyStage;
import dev.keelson.work.policy.PolicyStage.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts that are lost, move, or come back. */
class HiddenPartsTest {

    static final class Node {
        private final UUID id;
        private String text;
        private final List<Node> below = new ArrayList<>();

        Node(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Badge {
        private final UUID id;
        private String text;

        Badge(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    static final class Forest {
        private final UUID id;
        private String name;
        private final List<Node> nodes = new ArrayList<>();
        private @Nullable Badge badge;

        Forest(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        private String state() {
            StringBuilder state = new StringBuilder(badge == null ? "-" : badge.text);
            nodes.forEach(node -> state(node, state));
            return state.toString();
        }

        private static void state(Node node, StringBuilder state) {
            state.append('[').append(node.text);
            node.below.forEach(below -> state(below, state));
            state.append(']');
        }
    }

    static Stream<Arguments> settings() {
        return Stream.of(Setting.values())
                .flatMap(setting -> Stream.of(SoftDelete.columns("deleted_at"), SoftDelete.flag("gone"))
                        .map(policy -> Arguments.of(setting, policy)));
    }

    private static KeelsonBuilder forests(SoftDelete policy) {
        return Keelson.builder()
                .map(Forest.class, forest -> forest.part("badge", badge -> badge.table("badges")))
                .policy(policy);
    }

    private static UUID stored(PolicyStage stage, String name) {
        Forest forest = new Forest(UUID.randomUUID(), name);
        Node node = new Node(UUID.randomUUID(), name + "1");
        node.below.add(new Node(UUID.randomUUID(), name + "11"));
        forest.nodes.add(node);
        forest.nodes.add(new Node(UUID.randomUUID(), name + "2"));
        forest.badge = new Badge(UUID.randomUUID(), name);
        stage.keelson().run(by("ann", PolicyStage.NOON), work -> work.add(forest));
        return forest.id;
    }

    private static String seen(PolicyStage stage, UUID id) {
        try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
            return work.get(Forest.class, id).state();
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_node_takes_along_what_is_below_it(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, forests(policy))) {
            UUID id = stored(stage, "a");
            stage.keelson()
                    .run(
                            by("bob", PolicyStage.LATER),
                            work -> work.get(Forest.class, id).nodes.remove(0));
            assertThat(seen(stage, id)).isEqualTo("a[a2]");
            stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(1)), work -> work.remove(Forest.class, id));
            stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(2)), work -> work.restore(Forest.class, id));
            assertThat(seen(stage, id)).isEqualTo("a[a2]");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_part_moves_to_another_aggregate_and_is_not_hidden(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, forests(policy))) {
            UUID one = stored(stage, "a");
            UUID other = stored(stage, "b");
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> {
                Forest from = work.get(Forest.class, one);
                work.get(Forest.class, other).badge = from.badge;
                from.badge = null;
            });
            assertThat(seen(stage, one)).isEqualTo("-[a1[a11]][a2]");
            assertThat(seen(stage, other)).isEqualTo("a[b1[b11]][b2]");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_restored_aggregate_gives_a_part_to_another(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, forests(policy))) {
            UUID one = stored(stage, "a");
            UUID other = stored(stage, "b");
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.remove(Forest.class, one));
            stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(1)), work -> {
                Forest from = work.restore(Forest.class, one);
                work.get(Forest.class, other).nodes.add(from.nodes.remove(1));
            });
            assertThat(seen(stage, one)).isEqualTo("a[a1[a11]]");
            assertThat(seen(stage, other)).isEqualTo("b[b1[b11]][b2][a2]");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_is_restored_and_removed_again_gives_no_part_away(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, forests(policy))) {
            UUID one = stored(stage, "a");
            UUID other = stored(stage, "b");
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.remove(Forest.class, one));
            assertThatThrownBy(() -> stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(1)), work -> {
                        Forest from = work.restore(Forest.class, one);
                        work.get(Forest.class, other).nodes.add(from.nodes.remove(1));
                        work.remove(from);
                    }))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            told -> assertThat(told.isByHiddenRow()).isTrue());
            assertThat(seen(stage, other)).isEqualTo("b[b1[b11]][b2]");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_lost_part_that_comes_back_in_a_later_commit_is_told_to_be_hidden(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, forests(policy))) {
            UUID id = stored(stage, "a");
            Badge[] lost = new Badge[1];
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> {
                lost[0] = work.get(Forest.class, id).badge;
                work.get(Forest.class, id).badge = null;
            });
            assertThatThrownBy(() -> stage.keelson()
                            .run(by("bob", PolicyStage.LATER), work -> work.get(Forest.class, id).badge = lost[0]))
                    .isInstanceOfSatisfying(
                            ConstraintViolationException.class,
                            refused -> assertThat(refused.isByHiddenRow()).isTrue());
        }
    }

    static final class Piece {
        private final UUID id;
        private @Nullable Piece twin;

        Piece(UUID id) {
            this.id = id;
        }
    }

    static final class Board {
        private final UUID id;
        private final List<Piece> pieces = new ArrayList<>();

        Board(UUID id) {
            this.id = id;
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_goes_is_cut_off_from_a_part_that_passed_on(Setting setting, SoftDelete policy) {
        KeelsonBuilder boards = Keelson.builder()
                .map(
                        Board.class,
                        board -> board.children("pieces", piece -> piece.property("twin", twin -> twin.sibling())))
                .policy(policy);
        try (PolicyStage stage = PolicyStage.open(setting, boards)) {
            Board one = new Board(UUID.randomUUID());
            Piece stays = new Piece(UUID.randomUUID());
            stays.twin = new Piece(UUID.randomUUID());
            one.pieces.addAll(List.of(stays, stays.twin));
            Board other = new Board(UUID.randomUUID());
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                work.add(one);
                work.add(other);
            });
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> {
                Board from = work.get(Board.class, one.id);
                from.pieces.get(0).twin = null;
                work.get(Board.class, other.id).pieces.add(from.pieces.remove(1));
                work.remove(from);
            });
            stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(1)), work -> work.restore(Board.class, one.id));
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
                assertThat(work.get(Board.class, one.id).pieces)
                        .extracting(piece -> piece.id)
                        .containsExactly(stays.id);
                assertThat(work.get(Board.class, one.id).pieces.get(0).twin).isNull();
                assertThat(work.get(Board.class, other.id).pieces)
                        .extracting(piece -> piece.id)
                        .containsExactly(stays.twin.id);
            }
        }
    }

    abstract static sealed class Deck permits Open, Closed {
        final UUID id;
        final List<Badge> badges = new ArrayList<>();

        Deck(UUID id) {
            this.id = id;
        }
    }

    static final class Open extends Deck {
        Open(UUID id) {
            super(id);
        }
    }

    static final class Closed extends Deck {
        Closed(UUID id) {
            super(id);
        }
    }

    private static KeelsonBuilder decks(SoftDelete policy) {
        return Keelson.builder()
                .map(Deck.class, deck -> deck.inheritance(Inheritance.TABLE_PER_CLASS))
                .policy(policy);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_part_that_passes_to_a_class_with_tables_of_its_own_is_at_one_place_alone(
            Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, decks(policy))) {
            for (boolean goes : List.of(false, true)) {
                Open from = new Open(UUID.randomUUID());
                from.badges.addAll(List.of(new Badge(UUID.randomUUID(), "a"), new Badge(UUID.randomUUID(), "b")));
                Closed to = new Closed(UUID.randomUUID());
                stage.keelson().run(by("ann", PolicyStage.NOON), work -> {
                    work.add(from);
                    work.add(to);
                });
                stage.keelson().run(by("bob", PolicyStage.LATER), work -> {
                    Deck giving = work.get(Deck.class, from.id);
                    work.get(Deck.class, to.id).badges.add(giving.badges.remove(0));
                    if (goes) {
                        work.remove(giving);
                    }
                });
                if (goes) {
                    stage.keelson()
                            .run(
                                    by("bob", PolicyStage.LATER.plusSeconds(1)),
                                    work -> work.restore(Deck.class, from.id));
                }
                assertThat(texts(stage, from.id)).containsExactly("b");
                assertThat(texts(stage, to.id)).containsExactly("a");
                stage.keelson().run(by("bob", PolicyStage.LATER.plusSeconds(2)), work -> {
                    Deck giving = work.get(Deck.class, to.id);
                    work.get(Deck.class, from.id).badges.add(giving.badges.remove(0));
                });
                assertThat(texts(stage, from.id)).containsExactly("b", "a");
            }
        }
    }

    private static List<String> texts(PolicyStage stage, UUID id) {
        try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
            return work.get(Deck.class, id).badges.stream()
                    .map(badge -> badge.text)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void what_another_class_took_the_identifier_of_is_not_restored(Setting setting, SoftDelete policy) {
        try (PolicyStage stage = PolicyStage.open(setting, decks(policy))) {
            UUID id = UUID.randomUUID();
            stage.keelson().run(by("ann", PolicyStage.NOON), work -> work.add(new Open(id)));
            stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.remove(Deck.class, id));
            stage.keelson().run(by("ann", PolicyStage.LATER), work -> work.add(new Closed(id)));
            assertThatThrownBy(() ->
                            stage.keelson().run(by("bob", PolicyStage.LATER), work -> work.restore(Open.class, id)))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("there is one of another class by this identifier");
            try (SqlUnitOfWork work = stage.keelson().begin(by("eve", PolicyStage.LATER))) {
                assertThat(work.get(Deck.class, id)).isInstanceOf(Closed.class);
            }
        }
    }
}
