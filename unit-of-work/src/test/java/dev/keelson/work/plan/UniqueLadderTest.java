package dev.keelson.work.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.ConstraintViolationException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Unique values that pass from row to row in one commit. */
@NullMarked
class UniqueLadderTest {

    /** A root whose code nobody else has. */
    static final class Desk {
        private UUID id = UUID.randomUUID();
        String code;

        Desk(String code) {
            this.code = code;
        }
    }

    /** Rows within an aggregate, each with a rank of its own. */
    static final class Board {
        private UUID id = UUID.randomUUID();
        final List<Card> cards = new ArrayList<>();
    }

    static final class Card {
        private UUID id = UUID.randomUUID();
        int rank;

        @Nullable
        String label;

        Card(int rank) {
            this.rank = rank;
        }
    }

    private @Nullable Store store;
    private List<String> written = List.of();

    @AfterEach
    void drop() {
        if (store != null) {
            store.close();
        }
    }

    private Store of(String... rules) {
        List<String> ddl = new ArrayList<>(mapped().schema().statements());
        ddl.addAll(List.of(rules));
        Store made = Store.of(UniqueLadderTest::mapped, ddl);
        store = made;
        return made;
    }

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .commitLog(false)
                .map(Desk.class)
                .map(Board.class, board -> board.children("cards", cards -> cards.unordered()));
    }

    private static List<Desk> desks(Store store, String... codes) {
        List<Desk> desks = new ArrayList<>();
        for (String code : codes) {
            desks.add(new Desk(code));
        }
        store.save(desks.toArray());
        return desks;
    }

    private static Board board(Store store, int cards) {
        Board board = new Board();
        IntStream.rangeClosed(1, cards).forEach(rank -> board.cards.add(new Card(rank)));
        store.save(board);
        return board;
    }

    /** Gives each desk another code, in the order of registration, and tells what was written. */
    private static List<String> recode(Store store, List<Desk> desks, String... codes) {
        try (SqlUnitOfWork work = store.begin()) {
            for (int i = 0; i < codes.length; i++) {
                work.get(Desk.class, desks.get(i).id).code = codes[i];
            }
            store.wire().reset();
            work.commit();
        }
        assertThat(store.wire().counts().roundTrips()).isOne();
        return writes(store);
    }

    private static List<String> writes(Store store) {
        return store.wire().statements().stream()
                .filter(sql -> !sql.startsWith("select") && !sql.startsWith("begin") && !sql.startsWith("commit"))
                .toList();
    }

    private static void hold(Store store, List<Desk> desks, String... codes) {
        List<String> found = new ArrayList<>();
        desks.forEach(desk -> found.add(store.load(Desk.class, desk.id).code));
        assertThat(found).containsExactly(codes);
    }

    /** Gives each card another rank, writes down the statements, and tells the ranks that are stored then. */
    private List<Integer> rerank(Store store, Board board, List<Integer> ranks) {
        try (SqlUnitOfWork work = store.begin()) {
            Board loaded = work.get(Board.class, board.id);
            List<UUID> ids = board.cards.stream().map(card -> card.id).toList();
            for (Card card : loaded.cards) {
                card.rank = ranks.get(ids.indexOf(card.id));
            }
            store.wire().reset();
            work.commit();
            written = writes(store);
        }
        Board now = store.load(Board.class, board.id);
        return board.cards.stream()
                .map(card -> now.cards.stream()
                        .filter(one -> one.id.equals(card.id))
                        .findFirst()
                        .orElseThrow()
                        .rank)
                .toList();
    }

    @Test
    void two_roots_swap_values_over_one_that_nobody_has() { // 23
        Store store = of("create unique index on desks (code)");
        List<Desk> desks = desks(store, "a", "b");
        assertThat(recode(store, desks, "b", "a")).hasSize(3);
        hold(store, desks, "b", "a");
    }

    @Test
    void a_value_goes_on_to_another_row_in_whatever_order_they_were_changed() {
        Store store = of("create unique index on desks (code)");
        List<Desk> desks = desks(store, "a", "b", "c");
        assertThat(recode(store, desks, "b", "c", "d")).hasSize(3);
        hold(store, desks, "b", "c", "d");
        assertThat(recode(store, desks, "a", "b", "c")).hasSize(3);
        hold(store, desks, "a", "b", "c");
    }

    @Test
    void many_values_that_shift_by_one_take_two_statements_however_many_they_are() {
        Store store = of("create unique index on desks (code)");
        List<Desk> desks =
                desks(store, IntStream.range(0, 40).mapToObj(Integer::toString).toArray(String[]::new));
        String[] shifted = IntStream.range(1, 41).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(recode(store, desks, shifted)).hasSizeLessThanOrEqualTo(3);
        hold(store, desks, shifted);
    }

    @Test
    void a_constraint_that_can_wait_is_checked_at_the_end() {
        Store store = of("alter table desks add constraint one_code unique (code) deferrable");
        List<Desk> desks = desks(store, "a", "b", "c", "d", "e");
        assertThat(recode(store, desks, "b", "c", "d", "e", "a")).first().isEqualTo("set constraints all deferred");
        assertThat(writes(store)).hasSize(2);
        hold(store, desks, "b", "c", "d", "e", "a");
    }

    @Test
    void values_that_are_alike_in_small_letters_pass_on_too() {
        Store store = of("create unique index on desks (lower(code))");
        List<Desk> desks = desks(store, "a", "b");
        recode(store, desks, "B", "A");
        hold(store, desks, "B", "A");
    }

    @Test
    void a_row_that_leaves_a_partial_rule_releases_its_value() {
        Store store = of("create unique index on board_cards (rank) where label is null");
        Board board = board(store, 2);
        try (SqlUnitOfWork work = store.begin()) {
            Board loaded = work.get(Board.class, board.id);
            Card first = loaded.cards.stream()
                    .filter(card -> card.rank == 1)
                    .findFirst()
                    .orElseThrow();
            Card second = loaded.cards.stream()
                    .filter(card -> card.rank == 2)
                    .findFirst()
                    .orElseThrow();
            first.rank = 2;
            second.label = "out";
            work.commit();
        }
        assertThat(store.load(Board.class, board.id).cards)
                .extracting(card -> card.rank + " " + card.label)
                .containsExactlyInAnyOrder("2 null", "2 out");
    }

    @Test
    void ranks_within_an_aggregate_change_places_at_random() {
        Store store = of("alter table board_cards add constraint one_rank unique (board_id, rank)");
        long seed = System.nanoTime();
        System.out.println("UniqueLadderTest seed " + seed);
        Random random = new Random(seed);
        for (int size : new int[] {2, 3, 4, 5, 17}) {
            Board board = board(store, size);
            for (int round = 0; round < 6; round++) {
                List<Integer> ranks = new ArrayList<>(
                        IntStream.rangeClosed(1, size + 1).boxed().toList());
                Collections.shuffle(ranks, random);
                List<Integer> some = ranks.subList(0, size);
                assertThat(rerank(store, board, some)).as("seed %d", seed).isEqualTo(some);
            }
            assertThat(written).hasSizeLessThanOrEqualTo(9);
        }
    }

    @Test
    void rows_whose_column_is_checked_are_deleted_and_inserted_within_their_aggregate() {
        Store store = of(
                "alter table board_cards add constraint one_rank unique (board_id, rank)",
                "alter table board_cards add check (rank > 0)");
        Board board = board(store, 2);
        assertThat(rerank(store, board, List.of(2, 1))).containsExactly(2, 1);
        assertThat(written)
                .anyMatch(sql -> sql.startsWith("with w as (delete"))
                .anyMatch(sql -> sql.startsWith("insert"));
    }

    @Test
    void a_circle_that_nothing_opens_is_told_row_by_row_and_writes_nothing() {
        Store store =
                of("create unique index one_code on desks (code)", "alter table desks add check (length(code) = 1)");
        List<Desk> desks = desks(store, "a", "b");
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Desk.class, desks.get(0).id).code = "b";
            work.get(Desk.class, desks.get(1).id).code = "a";
            store.wire().reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(ConstraintViolationException.class)
                    .hasMessageContaining("unique values in a circle")
                    .hasMessageContaining("UPDATE desks[" + desks.get(0).id + "] takes code of UPDATE desks["
                            + desks.get(1).id + "] (one_code)");
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
        }
        hold(store, desks, "a", "b");
    }

    @Test
    void a_value_passes_from_a_removed_row_over_a_changed_one_to_a_new_one() { // 22
        Store store = of("create unique index on desks (code)");
        List<Desk> desks = desks(store, "a", "b");
        Desk fresh = new Desk("b");
        try (SqlUnitOfWork work = store.begin()) {
            work.add(fresh);
            work.get(Desk.class, desks.get(1).id).code = "a";
            work.remove(work.get(Desk.class, desks.get(0).id));
            work.commit();
        }
        assertThat(store.load(Desk.class, fresh.id).code).isEqualTo("b");
        assertThat(store.load(Desk.class, desks.get(1).id).code).isEqualTo("a");
    }

    @Test
    void a_receipt_counts_a_row_once_that_was_written_in_two_steps() {
        Store store = of("create unique index on desks (code)");
        List<Desk> desks = desks(store, "a", "b");
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Desk.class, desks.get(0).id).code = "b";
            work.get(Desk.class, desks.get(1).id).code = "a";
            assertThat(work.commit().rows()).containsExactly(Map.entry("desks", 2));
        }
    }
}
