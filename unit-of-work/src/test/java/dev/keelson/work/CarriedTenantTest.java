package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.keelson.kernel.Actor;
import dev.keelson.kernel.TenantId;
import dev.keelson.kernel.WorkContext;
import dev.keelson.kernel.error.DuplicateAggregateException;
import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.kernel.error.PolicyViolationException;
import dev.keelson.testing.rig.TestDatabase;
import dev.keelson.testing.rig.WireCounter;
import dev.keelson.value.ColumnType;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A domain that carries its tenant: the property is the policy's column. */
@SuppressWarnings("NullAway.Init")
class CarriedTenantTest {

    record TenantNo(long value) {}

    static final class Sprint {
        private final UUID id;
        private TenantNo tenantId;
        private String goal;
        private final List<String> notes = new ArrayList<>();

        Sprint(UUID id, TenantNo tenantId, String goal) {
            this.id = id;
            this.tenantId = tenantId;
            this.goal = goal;
        }
    }

    record BoardId(TenantNo tenant, long number) {}

    static final class Board {
        private final BoardId id;
        private String name;
        private final List<String> lanes = new ArrayList<>();

        Board(BoardId id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    static final class Card {
        private final UUID id;
        private BoardId board;

        Card(UUID id, BoardId board) {
            this.id = id;
            this.board = board;
        }
    }

    private static final TenantNo A = new TenantNo(1);
    private static final TenantNo B = new TenantNo(2);
    private static final WorkContext OF_A = WorkContext.of(TenantId.of("1"), Actor.of("jane"));
    private static final WorkContext OF_B = WorkContext.of(TenantId.of("2"), Actor.of("hank"));

    private static TestDatabase database;
    private static WireCounter wire;
    private static Keelson keelson;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Sprint.class, sprint -> sprint.tenant("tenantId"))
                .map(
                        Board.class,
                        board -> board.tenant("id.tenant").property("id.tenant", tenant -> tenant.column("tenant_id")))
                .map(Card.class)
                .policy(Tenancy.byColumn("tenant_id", ColumnType.bigint()));
    }

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
        database.execute(mapped().schema().ddl());
        wire = WireCounter.start();
        keelson = mapped().dataSource(database.through(wire)).build();
    }

    @AfterAll
    static void drop() {
        keelson.close();
        wire.close();
        database.close();
    }

    @BeforeEach
    void no_rows() {
        database.empty(List.of("sprint_notes", "sprints", "board_lanes", "cards", "boards", "keelson_commits"));
    }

    @Test
    void the_column_is_printed_once_and_leads_the_keys() {
        assertThat(mapped().commitLog(false).schema().statements().stream()
                        .map(sql -> sql.replaceAll("\\s+", " "))
                        .toList())
                .containsExactly(
                        "create table sprints ( tenant_id bigint not null, id uuid not null, goal text not null,"
                                + " version bigint not null, primary key (tenant_id, id) )",
                        "create table sprint_notes ( tenant_id bigint not null, sprint_id uuid not null, position"
                                + " integer not null, note text not null, primary key (tenant_id, sprint_id, position),"
                                + " constraint sprint_notes_tenant_id_sprint_id_fkey foreign key (tenant_id, sprint_id)"
                                + " references sprints (tenant_id, id) )",
                        "create table boards ( tenant_id bigint not null, id_number bigint not null, name text not"
                                + " null, version bigint not null, primary key (tenant_id, id_number) )",
                        "create table board_lanes ( tenant_id bigint not null, board_tenant_id bigint not null,"
                                + " board_id_number bigint not null, position integer not null, lane text not null,"
                                + " primary key (tenant_id, board_tenant_id, board_id_number, position), constraint"
                                + " board_lanes_tenant_id_board_id_number_fkey foreign key (tenant_id, board_id_number)"
                                + " references boards (tenant_id, id_number) )",
                        "create index board_lanes_tenant_id_board_id_number_idx on board_lanes(tenant_id,"
                                + " board_id_number)",
                        "create table cards ( tenant_id bigint not null, id uuid not null, board_tenant bigint not"
                            + " null, board_number bigint not null, version bigint not null, primary key (tenant_id,"
                            + " id) )",
                        "create index cards_tenant_id_board_number_idx on cards(tenant_id, board_number)",
                        "alter table cards add constraint cards_tenant_id_board_number_fkey foreign key (tenant_id,"
                                + " board_number) references boards (tenant_id, id_number)");
    }

    @Test
    void it_is_stored_loaded_changed_and_removed_as_any_other() {
        Sprint sprint = new Sprint(UUID.randomUUID(), A, "ship");
        sprint.notes.add("one");
        Board board = new Board(new BoardId(A, 7), "work");
        board.lanes.addAll(List.of("todo", "done"));
        Card card = new Card(UUID.randomUUID(), board.id);
        keelson.run(OF_A, work -> {
            work.add(sprint);
            work.add(board);
            work.add(card);
        });
        keelson.run(OF_A, work -> {
            Sprint stored = work.get(Sprint.class, sprint.id);
            assertThat(stored.tenantId).isEqualTo(A);
            stored.goal = "shipped";
            stored.notes.add("two");
            Board found = work.get(Board.class, board.id);
            assertThat(found.lanes).containsExactly("todo", "done");
            found.name = "done";
            found.lanes.remove(0);
            assertThat(work.get(Card.class, card.id).board).isEqualTo(board.id);
        });
        assertThat(database.query("select tenant_id, goal from sprints")).containsExactly(List.of(1L, "shipped"));
        assertThat(database.query("select tenant_id, id_number, name from boards"))
                .containsExactly(List.of(1L, 7L, "done"));
        keelson.run(OF_A, work -> {
            work.remove(Card.class, card.id);
            work.remove(Board.class, board.id);
            work.remove(Sprint.class, sprint.id);
        });
        assertThat(database.query(
                        "select 1 from sprints union all select 1 from boards union all select 1 from board_lanes"))
                .isEmpty();
    }

    @Test
    void what_the_domain_says_to_be_anothers_is_refused_when_it_is_added() {
        try (SqlUnitOfWork work = keelson.begin(OF_A)) {
            UUID id = UUID.randomUUID();
            wire.reset();
            assertThatThrownBy(() -> work.add(new Sprint(id, B, "theirs")))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageStartingWith(
                            "Cannot go on under policy tenancy: Sprint[" + id + "] has tenant '2' in Sprint.tenantId,"
                                    + " and the work is for tenant '1'. Give"
                                    + " it the tenant of the unit of work,"
                                    + " or begin one of its own tenant; a"
                                    + " stored aggregate never changes it.");
            assertThatThrownBy(() -> work.findOrAdd(
                            Board.class, new BoardId(B, 7), () -> new Board(new BoardId(B, 7), "theirs")))
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("has tenant '2' in Board.id.tenant, and the work is for tenant '1'");
            assertThatThrownBy(() -> work.add(new Board(new BoardId(B, 7), "theirs")))
                    .isInstanceOf(PolicyViolationException.class);
            assertThat(work.commit().isEmpty()).isTrue();
        }
    }

    @Test
    void a_property_that_changes_is_refused_at_commit_before_any_sql() {
        Sprint stored = new Sprint(UUID.randomUUID(), A, "ship");
        keelson.run(OF_A, work -> work.add(stored));
        try (SqlUnitOfWork work = keelson.begin(OF_A)) {
            work.get(Sprint.class, stored.id).tenantId = B;
            wire.reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining("has tenant '2' in Sprint.tenantId, and the work is for tenant '1'");
            assertThat(wire.counts()).isEqualTo(ShopStage.NOTHING);
            work.discard();
        }
        try (SqlUnitOfWork work = keelson.begin(OF_A)) {
            Sprint added = new Sprint(UUID.randomUUID(), A, "added");
            work.add(added);
            added.tenantId = B;
            wire.reset();
            assertThatThrownBy(work::commit).isInstanceOf(PolicyViolationException.class);
            assertThatThrownBy(work::plan).isInstanceOf(PolicyViolationException.class);
            assertThat(wire.counts()).isEqualTo(ShopStage.NOTHING);
            work.discard();
        }
        assertThat(database.query("select tenant_id from sprints")).containsExactly(List.of(1L));
    }

    @Test
    void an_identifier_of_another_tenant_is_not_found_by_the_statement_of_one_that_never_was() {
        keelson.run(OF_B, work -> work.add(new Board(new BoardId(B, 7), "theirs")));
        try (SqlUnitOfWork work = keelson.begin(OF_A)) {
            wire.reset();
            assertThat(work.find(Board.class, new BoardId(B, 7))).isEmpty();
            List<String> theirs = wire.transcript();
            wire.reset();
            assertThat(work.find(Board.class, new BoardId(A, 8))).isEmpty();
            assertThat(wire.transcript()).isEqualTo(theirs);
            assertThat(work.find(Board.class, new BoardId(A, 7))).isEmpty();
        }
        keelson.run(OF_A, work -> work.add(new Board(new BoardId(A, 7), "mine")));
        assertThat(database.query("select tenant_id, name from boards order by 1"))
                .containsExactly(List.of(1L, "mine"), List.of(2L, "theirs"));
    }

    @Test
    void a_reference_to_an_identifier_of_another_tenant_is_refused_before_any_sql() {
        keelson.run(OF_B, work -> work.add(new Board(new BoardId(B, 7), "theirs")));
        keelson.run(OF_A, work -> work.add(new Board(new BoardId(A, 7), "mine")));
        try (SqlUnitOfWork work = keelson.begin(OF_A)) {
            work.add(new Card(UUID.randomUUID(), new BoardId(B, 7)));
            wire.reset();
            assertThatThrownBy(work::commit)
                    .isInstanceOf(PolicyViolationException.class)
                    .hasMessageContaining(" has tenant '2' in Card.board.tenant, and the work is for tenant '1'");
            assertThat(wire.counts()).isEqualTo(ShopStage.NOTHING);
            work.discard();
        }
    }

    @Test
    void an_identifier_that_is_taken_is_told_as_such() {
        Sprint stored = new Sprint(UUID.randomUUID(), A, "ship");
        keelson.run(OF_A, work -> work.add(stored));
        assertThatThrownBy(() -> keelson.run(OF_A, work -> work.add(new Sprint(stored.id, A, "again"))))
                .isInstanceOf(DuplicateAggregateException.class);
        keelson.run(OF_B, work -> work.add(new Sprint(stored.id, B, "theirs")));
        assertThat(database.query("select tenant_id from sprints order by 1"))
                .containsExactly(List.of(1L), List.of(2L));
    }

    private static List<Fault> faults(KeelsonBuilder builder) {
        return catchThrowableOfType(MappingException.class, builder::schema).faults();
    }

    static final class Loose {
        private final UUID id;
        private final Optional<String> tenantId;
        private final String owner;

        Loose(UUID id, Optional<String> tenantId, String owner) {
            this.id = id;
            this.tenantId = tenantId;
            this.owner = owner;
        }
    }

    @Test
    void what_cannot_carry_it_is_a_fault() {
        Tenancy text = Tenancy.byColumn("tenant_id");
        assertThat(faults(Keelson.builder()
                        .map(Loose.class, one -> one.tenant("nobody"))
                        .policy(text)))
                .extracting(Fault::path, Fault::problem)
                .contains(tuple("Loose.nobody", "there is no such property"));
        assertThat(faults(Keelson.builder()
                        .map(Loose.class, one -> one.tenant("tenantId"))
                        .policy(text)))
                .extracting(Fault::problem)
                .contains("it may be absent, and the tenant never is");
        assertThat(faults(Keelson.builder()
                        .map(
                                Loose.class,
                                one -> one.tenant("owner").property("tenantId", spare -> spare.column("spare")))
                        .policy(text)))
                .contains(new Fault(
                        "Loose.owner",
                        "it lies in column looses.owner, and the tenant in tenant_id",
                        "have it lie there: .property(\"owner\", p -> p.column(\"tenant_id\"))"));
        assertThat(faults(Keelson.builder().map(Sprint.class, one -> one.tenant("tenantId"))))
                .containsExactly(new Fault(
                        "Sprint.tenantId",
                        "it is said to carry the tenant, and no policy keeps tenants apart",
                        "add one: .policy(Tenancy.byColumn(\"tenant_id\")), or leave out .tenant(...)"));
        assertThat(faults(Keelson.builder()
                        .map(Sprint.class, one -> one.tenant("tenantId"))
                        .policy(text)))
                .extracting(Fault::problem)
                .containsExactly("its values are bigint, and those of the policy's column tenant_id are text");
        assertThat(faults(Keelson.builder()
                        .map(Sprint.class, one -> one.tenant("tenantId").shared())
                        .policy(text)))
                .extracting(Fault::problem)
                .containsExactly("it cannot carry the tenant of what all tenants share");
    }

    @Test
    void a_column_that_a_property_and_the_policy_have_unsaid_is_a_fault_whether_or_not_the_schema_is_validated() {
        Fault collides = new Fault(
                "Sprint.tenantId",
                "column sprints.tenant_id already belongs to a policy",
                "say that it is the policy's: .tenant(\"tenantId\"), or give the property another:"
                        + " .property(\"tenantId\", p -> p.column(\"...\")), or name the policy's otherwise");
        KeelsonBuilder unsaid =
                Keelson.builder().map(Sprint.class).policy(Tenancy.byColumn("tenant_id", ColumnType.bigint()));
        assertThat(faults(unsaid)).containsExactly(collides);
        for (boolean validated : List.of(true, false)) {
            assertThat(catchThrowableOfType(
                                    MappingException.class,
                                    () -> unsaid.validate(validated)
                                            .dataSource(database.application())
                                            .build())
                            .faults())
                    .containsExactly(collides);
        }
    }

    @Test
    void a_policy_twice_is_refused() {
        Tenancy tenancy = Tenancy.byColumn("tenant_id");
        assertThatThrownBy(() -> Keelson.builder().policy(tenancy).policy(tenancy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot add policy tenancy: it was added before. Add each policy once.");
        assertThat(faults(Keelson.builder()
                        .map(Card.class)
                        .policy(tenancy)
                        .policy(Tenancy.byColumn("tenant_id").withRowLevelSecurity())))
                .extracting(Fault::problem)
                .contains("policy 'tenancy' is there twice, and both say what becomes of table cards");
    }
}
