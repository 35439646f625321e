package dev.keelson.work.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassesAheadTest {

    @Test
    void every_class_that_is_loaded_ahead_is_one_of_jooqs() {
        assertThat(ClassesAhead.NAMES).allMatch(ClassesAhead::isLinked);
    }

    @Test
    void a_class_that_is_not_there_is_no_failure() {
        assertThat(ClassesAhead.isLinked("OfAnotherVersion")).isFalse();
    }
}
