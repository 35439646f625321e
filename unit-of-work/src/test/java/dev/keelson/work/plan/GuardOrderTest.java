package dev.keelson.work.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** All commits lock roots in one order: table by table, and by the unsigned bytes of the key. */
@NullMarked
class GuardOrderTest {

    record Account(UUID id, String name) {}

    record Country(String id, String name) {}

    record Counter(long id, int value) {}

    record Blob(byte[] id, int value) {}

    record Pair(int left, UUID right) {}

    record Couple(Pair id) {}

    private static final UUID LOW = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID MIDDLE = UUID.fromString("7fffffff-ffff-ffff-ffff-ffffffffffff");
    private static final UUID HIGH = UUID.fromString("80000000-0000-0000-0000-000000000000");
    private static final UUID LOW_HIGH = UUID.fromString("00000000-0000-0000-8000-000000000000");

    @Test
    void uuids_go_by_unsigned_bytes_where_java_disagrees() {
        assertThat(HIGH.compareTo(MIDDLE)).as("what Java says").isNegative();
        assertThat(LOW_HIGH.compareTo(LOW)).as("what Java says").isNegative();
        Account[] all = {account(HIGH), account(LOW_HIGH), account(MIDDLE), account(LOW)};
        assertThat(new Desk(Account.class)
                        .loaded((Object[]) all)
                        .guard((Object[]) all)
                        .guards())
                .containsExactly("accounts " + LOW, "accounts " + LOW_HIGH, "accounts " + MIDDLE, "accounts " + HIGH);
    }

    @Test
    void tables_go_one_after_the_other_whatever_was_loaded_first() {
        Object[] all = {new Country("b", ""), account(HIGH), new Country("a", ""), account(LOW)};
        assertThat(new Desk(Account.class, Country.class).loaded(all).guard(all).guards())
                .containsExactly("accounts " + LOW, "accounts " + HIGH, "countries a", "countries b");
    }

    @Test
    void texts_go_by_their_bytes_and_numbers_by_their_value() {
        Object[] countries = {new Country("\u00e4", ""), new Country("Z", ""), new Country("a", "")};
        assertThat(new Desk(Country.class).loaded(countries).guard(countries).guards())
                .containsExactly("countries Z", "countries a", "countries \u00e4");
        Object[] counters = {new Counter(10, 0), new Counter(-1, 0), new Counter(9, 0)};
        assertThat(new Desk(Counter.class).loaded(counters).guard(counters).guards())
                .containsExactly("counters -1", "counters 9", "counters 10");
    }

    @Test
    void bytes_go_unsigned_and_composite_keys_part_by_part() {
        Object[] blobs = {blob("\u0080"), blob("\u007f")};
        assertThat(new Desk(Blob.class).loaded(blobs).guard(blobs).plan().guards())
                .extracting(guard -> ((byte[]) guard.row().get(0))[0])
                .containsExactly((byte) 0x7f, (byte) 0x80);
        Object[] couples = {new Couple(new Pair(2, LOW)), new Couple(new Pair(1, HIGH)), new Couple(new Pair(1, LOW))};
        assertThat(new Desk(Couple.class).loaded(couples).guard(couples).guards())
                .containsExactly("couples [1, " + LOW + "]", "couples [1, " + HIGH + "]", "couples [2, " + LOW + "]");
    }

    @Test
    void changed_removed_and_guarded_roots_are_one_pass() {
        Account removed = account(HIGH);
        Account guarded = account(MIDDLE);
        Account changed = account(LOW);
        Desk desk = new Desk(Account.class)
                .loaded(removed, guarded, changed)
                .remove(removed)
                .guard(guarded)
                .replace(new Account(LOW, "changed"))
                .add(account(LOW_HIGH));
        assertThat(desk.plan().guards())
                .extracting(guard -> guard.row().key() + " " + guard.expected() + (guard.exclusive() ? " removed" : ""))
                .containsExactly(LOW + " 1", MIDDLE + " 1", HIGH + " 1 removed");
    }

    private static Account account(UUID id) {
        return new Account(id, "");
    }

    private static Blob blob(String latin1) {
        return new Blob(latin1.getBytes(StandardCharsets.ISO_8859_1), 0);
    }
}
