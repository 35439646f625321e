package dev.keelson.work.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.SqlUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What becomes of references where a removal that a foreign key would refuse goes through, since the row stays. */
@ParameterizedClass
@EnumSource(value = Variant.class, mode = Mode.MATCH_ALL, names = ".*_POLICIES.*")
@SuppressWarnings("NullAway.Init")
class ReferencesToHiddenTest {

    @Parameter
    Variant variant;

    private static Ground ground;

    @BeforeParameterizedClassInvocation
    static void create(Variant variant) {
        ground = Ground.of(variant, Person::map);
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
    void what_others_refer_to_is_hidden_and_they_refer_to_it_until_it_is_restored() {
        ground.save(Person.of(1), Person.of(2, Person.of(1)));
        Committed removed = ground.commit(work -> work.remove(work.get(Person.class, Person.id(1))));
        assertThat(removed.planned()).containsExactly("DELETE people 1");
        assertThat(ground.rows("select id, friend_id, version from people")).containsExactly("2 1 1");
        try (SqlUnitOfWork work = ground.begin()) {
            Person other = work.get(Person.class, Person.id(2));
            assertThat(other.friend).isEqualTo(Person.id(1));
            assertThat(work.find(Person.class, Person.id(1))).isEmpty();
            assertThat(work.includingDeleted("a test").get(Person.class, Person.id(1)).id)
                    .isEqualTo(other.friend);
        }
        try (SqlUnitOfWork work = ground.begin()) {
            work.restore(Person.class, Person.id(1));
            work.commit();
        }
        assertThat(ground.rows("select id, friend_id, version from people order by id"))
                .containsExactly("1 null 3", "2 1 1");
    }

    @Test
    void a_reference_to_what_is_removed_in_the_same_unit_of_work_is_written_and_leads_to_what_is_hidden() {
        ground.save(Person.of(1), Person.of(2));
        Committed committed = ground.commit(work -> {
            work.get(Person.class, Person.id(2)).friend = Person.id(1);
            work.remove(work.get(Person.class, Person.id(1)));
        });
        assertThat(committed.planned())
                .containsExactlyInAnyOrder("DELETE people 1", "UPDATE people 2 (friend_id, version)");
        assertThat(ground.rows("select id, friend_id, version from people")).containsExactly("2 1 2");
        ground.assertStored(Person.of(2, Person.of(1)), Person.id(2));
    }
}
