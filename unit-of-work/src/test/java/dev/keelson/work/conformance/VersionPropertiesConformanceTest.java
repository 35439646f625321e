package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.StaleAggregateException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.conformance.Memo.Fixed;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Conformance: versions that the domain sees, and those that somebody else stored; where there are versions. */
@ParameterizedClass
@EnumSource(value = Variant.class, mode = Mode.MATCH_ALL, names = "VERSIONED.*")
@SuppressWarnings("NullAway.Init")
class VersionPropertiesConformanceTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(
                variant,
                (as, keelson) -> {
                    Memo.map(keelson);
                    Crate.map(as, keelson);
                },
                "alter table crates alter column version drop not null");
    }

    @AfterParameterizedClassInvocation
    static void drop() {
        ground.close();
    }

    @BeforeEach
    void empty() {
        ground.empty();
    }

    @Test
    void memory_and_row_have_the_same_version_after_each_load_and_commit() { // 86
        Memo memo = new Memo(Ground.id(1));
        memo.version = 77;
        Memo.Int second = new Memo.Int(Ground.id(2));
        Memo.Short third = new Memo.Short(Ground.id(3));
        try (SqlUnitOfWork work = ground.begin()) {
            work.add(memo);
            work.add(second);
            work.add(third);
            for (int version = 1; version <= 3; version++) {
                memo.text = second.text = third.text = "text " + version;
                work.commit();
                assertThat(List.of(memo.version, (long) second.version, (long) third.version))
                        .containsOnly((long) version);
                assertThat(ground.rows("select version from memos union all select version from ints"
                                + " union all select version from shorts"))
                        .containsExactly("" + version, "" + version, "" + version);
            }
        }
        assertThat(ground.load(Memo.class, memo.id).version).isEqualTo(3);
    }

    @Test
    void a_row_without_a_version_begins_with_the_first() { // 99
        ground.save(Crate.of(1, "legacy"));
        ground.execute("update crates set version = null");
        ground.commit(
                work -> assertThat(work.get(Crate.class, Ground.id(1)).label).isEqualTo("legacy"));
        try (SqlUnitOfWork slow = ground.begin()) {
            slow.get(Crate.class, Ground.id(1)).label = "slow";
            Committed committed = ground.commit(work -> work.get(Crate.class, Ground.id(1)).label = "fast");
            assertThat(committed.receipt().version(Crate.class, Ground.id(1))).hasValue(1);
            ground.assertVersion("crates", 1, 1);
            assertThat(ground.refused(slow))
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("Crate[" + Ground.id(1) + "]");
        }
        ground.commit(work -> work.get(Crate.class, Ground.id(1)).label = "last");
        assertThat(ground.rows("select label, version from crates")).containsExactly("last 2");

        ground.execute("update crates set version = null");
        ground.commit(work -> work.remove(work.get(Crate.class, Ground.id(1))));
        assertThat(ground.rows("select id from crates")).isEmpty();
        if (variant.hasPolicies()) {
            try (SqlUnitOfWork work = ground.begin()) {
                work.restore(Crate.class, Ground.id(1));
                work.commit();
            }
            assertThat(ground.rows("select label, version from crates"))
                    .as("removed, then restored")
                    .containsExactly("last 2");
        }
    }

    @Test
    void what_the_domain_writes_into_its_version_counts_for_nothing() { // 100
        ground.save(new Memo(Ground.id(1)));
        try (SqlUnitOfWork slow = ground.begin()) {
            Memo memo = slow.get(Memo.class, Ground.id(1));
            memo.version = 99;
            assertThat(slow.plan().isEmpty()).isTrue();
            memo.text = "mine";
            ground.commit(fast -> fast.get(Memo.class, Ground.id(1)).text = "theirs");
            memo.version = 2;
            assertThatThrownBy(slow::commit)
                    .isInstanceOf(StaleAggregateException.class)
                    .hasMessageContaining("expected version 1, found 2");
        }
        try (SqlUnitOfWork work = ground.begin()) {
            Memo memo = work.get(Memo.class, Ground.id(1));
            memo.version = 50;
            memo.text = "changed";
            work.commit();
            assertThat(memo.version).isEqualTo(3);
        }
        assertThat(ground.rows("select text, version from memos")).containsExactly("changed 3");
    }

    @Test
    void a_version_that_its_type_cannot_count_further_is_refused() { // 101
        ground.save(new Memo(Ground.id(1)), new Memo.Int(Ground.id(2)), new Memo.Short(Ground.id(3)));
        ground.execute(
                "update memos set version = " + Long.MAX_VALUE,
                "update ints set version = " + Integer.MAX_VALUE,
                "update shorts set version = " + Short.MAX_VALUE);
        assertThat(ground.refused(work -> work.get(Memo.class, Ground.id(1)).text = "x"))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Memo.version", Ground.id(1).toString());
        assertThat(ground.refused(work -> work.get(Memo.Int.class, Ground.id(2)).text = "x"))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Int.version", Ground.id(2).toString(), "2147483648");
        assertThat(ground.refused(work -> work.get(Memo.Short.class, Ground.id(3)).text = "x"))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContainingAll("Short.version", Ground.id(3).toString(), "32768");
        if (variant.hasPolicies()) { // a removal counts on, since its row stays
            assertThat(ground.refused(work -> work.remove(Memo.class, Ground.id(1))))
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContainingAll("Memo.version", Ground.id(1).toString(), "no number is greater");
            assertThat(ground.refused(work -> work.remove(Memo.Short.class, Ground.id(3))))
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContainingAll("Short.version", Ground.id(3).toString(), "32768");
        }
        assertThat(ground.traffic().sent()).isEmpty();
        assertThat(ground.rows("select version from ints union all select version from shorts"))
                .containsExactly("2147483647", "32767");
    }

    @Test
    void of_an_immutable_root_the_receipt_has_the_object_with_its_new_version_made_by_one_more_construction() { // 103
        try (SqlUnitOfWork work = ground.begin()) {
            work.add(new Fixed(Ground.id(1), "one", 0));
            int made = Fixed.made();
            Fixed first = work.commit().current(Fixed.class, Ground.id(1));
            assertThat(first).isEqualTo(new Fixed(Ground.id(1), "one", 1));
            assertThat(Fixed.made() - made)
                    .as("made on trial, made anew, and once more by this test")
                    .isEqualTo(3);
            assertThat(work.get(Fixed.class, Ground.id(1))).isSameAs(first);

            work.replace(new Fixed(Ground.id(1), "two", 1));
            assertThat(work.commit().current(Fixed.class, Ground.id(1))).isEqualTo(new Fixed(Ground.id(1), "two", 2));
            assertThat(work.plan().isEmpty()).isTrue();
        }
        assertThat(ground.rows("select text, version from fixeds")).containsExactly("two 2");
        assertThat(ground.load(Fixed.class, Ground.id(1))).isEqualTo(new Fixed(Ground.id(1), "two", 2));
    }
}
