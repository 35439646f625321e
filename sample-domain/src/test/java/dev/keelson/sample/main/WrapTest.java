package dev.keelson.sample.main;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {

    @Test
    void text_breaks_between_words_and_at_its_own_line_ends() {
        assertThat(Wrap.words("one two three\nfour", 8)).containsExactly("one two", "three", "four");
    }

    @Test
    void a_statement_breaks_before_its_clauses_but_not_within_parentheses() {
        assertThat(Wrap.sql("select \"a\" from (select 1 from \"t\" where true) as x where \"x\".\"a\" = $1", 80))
                .containsExactly("select a", "from (select 1 from t where true) as x", "where x.a = $1");
    }

    @Test
    void the_parts_of_a_statement_begin_lines_of_their_own() {
        assertThat(Wrap.sql(
                        "with a as (insert into t (x) values ($1)), b as (update u set y = $2) select 1 from a", 80))
                .containsExactly(
                        "with a as (insert into t (x) values ($1)),",
                        "b as (update u set y = $2)",
                        "select 1",
                        "from a");
    }

    @Test
    void of_a_long_list_of_columns_it_is_said_how_many_are_left_out() {
        assertThat(Wrap.sql("select first, second, third, fourth, fifth, sixth from t", 40))
                .containsExactly("select first, second, ... (4 more)", "from t");
    }
}
