package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jooq.Converter;
import org.jooq.JSONB;
import org.junit.jupiter.api.Test;

class JooqConvertersTest {

    private record Isbn(String text) {}

    private record Score(int points) {}

    @Test
    void a_converter_of_the_columns_own_class_is_taken() {
        ScalarConverter<Isbn> converter = JooqConverters.of(
                Converter.ofNullable(String.class, Isbn.class, Isbn::new, Isbn::text), ColumnType.varchar(13));

        assertThat(converter.toColumn(new Isbn("9780321125217"))).isEqualTo("9780321125217");
        assertThat(converter.fromColumn("9780321125217")).isEqualTo(new Isbn("9780321125217"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> converter.toColumn(new Isbn("978-0321125217")))
                .withMessage("its 14 code points do not fit character varying(13)");
    }

    @Test
    void a_converter_of_another_class_goes_through_the_standard_one() {
        ScalarConverter<Score> score = JooqConverters.of(
                Converter.ofNullable(Integer.class, Score.class, Score::new, Score::points), ColumnType.bigint());
        ScalarConverter<LocalDate> day = JooqConverters.of(
                Converter.ofNullable(
                        OffsetDateTime.class,
                        LocalDate.class,
                        OffsetDateTime::toLocalDate,
                        date -> date.atStartOfDay().atOffset(ZoneOffset.UTC)),
                ColumnType.timestamptz());

        assertThat(score.toColumn(new Score(7))).isEqualTo(7L);
        assertThat(score.fromColumn(7L)).isEqualTo(new Score(7));
        assertThat(day.toColumn(LocalDate.EPOCH)).isEqualTo(Instant.EPOCH);
        assertThat(day.fromColumn(Instant.EPOCH)).isEqualTo(LocalDate.EPOCH);
    }

    @Test
    void a_converter_of_json_is_taken() {
        ScalarConverter<Score> converter = JooqConverters.of(
                Converter.ofNullable(
                        JSONB.class,
                        Score.class,
                        json -> new Score(Integer.parseInt(json.data())),
                        score -> JSONB.valueOf(String.valueOf(score.points()))),
                ColumnType.jsonb());

        assertThat(converter.toColumn(new Score(7))).isEqualTo("7");
        assertThat(converter.fromColumn("7")).isEqualTo(new Score(7));
    }

    @Test
    void a_converter_of_a_class_without_a_way_to_the_column_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JooqConverters.of(
                        Converter.ofNullable(Timestamp.class, Instant.class, Timestamp::toInstant, Timestamp::from),
                        ColumnType.timestamptz()))
                .withMessage("Cannot use a jOOQ converter of type java.sql.Timestamp for a column timestamp with time"
                        + " zone: nothing converts between them. Base the converter on java.time.Instant, or write a"
                        + " ValueConverter.");
    }

    @Test
    void a_converter_that_gives_null_is_refused() {
        ScalarConverter<Isbn> converter = JooqConverters.of(
                Converter.ofNullable(String.class, Isbn.class, text -> null, isbn -> null), ColumnType.text());

        assertThatIllegalArgumentException().isThrownBy(() -> converter.toColumn(new Isbn("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> converter.fromColumn("x"));
    }
}
