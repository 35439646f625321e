package dev.keelson.work.mapping.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamingTest {

    private static final class OrderLine {}

    private static final class Person {}

    private static final class SalesPerson {}

    private static final class Category {}

    private static final class Box {}

    private static final class URLAlias {}

    @Test
    void properties_become_columns_in_snake_case_and_acronyms_stay_together() {
        assertThat(Stream.of("id", "placedAt", "orderURL", "URLPath", "iban2", "aB", "already_snake", "XMLHttpRequest")
                        .map(Naming::snake))
                .containsExactly(
                        "id",
                        "placed_at",
                        "order_url",
                        "url_path",
                        "iban2",
                        "a_b",
                        "already_snake",
                        "xml_http_request");
    }

    @Test
    void classes_become_tables_in_the_plural_of_their_last_word() {
        assertThat(Stream.of(
                                OrderLine.class,
                                Person.class,
                                SalesPerson.class,
                                Category.class,
                                Box.class,
                                URLAlias.class)
                        .map(Naming::table))
                .containsExactly("order_lines", "people", "sales_people", "categories", "boxes", "url_aliases");
    }

    @Test
    void plurals_follow_the_documented_rules() {
        assertThat(Stream.of("order", "day", "city", "church", "wish", "tax", "bus", "address", "child", "criterion")
                        .map(Naming::plural))
                .containsExactly(
                        "orders",
                        "days",
                        "cities",
                        "churches",
                        "wishes",
                        "taxes",
                        "buses",
                        "addresses",
                        "children",
                        "criteria");
    }

    @Test
    void the_plural_of_a_mass_noun_is_itself() {
        assertThat(Stream.of("series", "species", "equipment", "information").map(Naming::plural))
                .containsExactly("series", "species", "equipment", "information");
    }

    @Test
    void the_singular_of_a_plural_is_the_word() {
        List<String> words = List.of(
                "tag", "day", "city", "church", "wish", "tax", "bus", "address", "status", "child", "person", "series",
                "class", "key", "photo");
        assertThat(words.stream().map(Naming::plural).map(Naming::singular)).containsExactlyElementsOf(words);
    }

    @Test
    void the_singular_of_a_plural_whose_word_ends_in_e_keeps_the_e() {
        List<String> words = List.of(
                "course",
                "house",
                "price",
                "size",
                "purchase",
                "license",
                "phase",
                "response",
                "cause",
                "prize",
                "expense",
                "exercise");
        assertThat(words.stream().map(Naming::plural).map(Naming::singular)).containsExactlyElementsOf(words);
    }

    @Test
    void a_word_that_is_no_plural_stays_in_the_singular() {
        assertThat(Stream.of("address", "history", "s", "data").map(Naming::singular))
                .containsExactly("address", "history", "s", "datum");
    }

    @Test
    void the_singular_of_a_name_of_several_words_inflects_the_last_one() {
        assertThat(Stream.of("shippingAddresses", "favouriteCities", "sickChildren")
                        .map(Naming::singular))
                .containsExactly("shippingAddress", "favouriteCity", "sickChild");
    }
}
