package dev.keelson.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EnumConvertersTest {

    private enum Status {
        OPEN(10),
        SHIPPED(20) {
            @Override
            boolean isFinal() {
                return true;
            }
        };

        private final int code;

        Status(int code) {
            this.code = code;
        }

        boolean isFinal() {
            return false;
        }
    }

    @Test
    void by_name() {
        ScalarConverter<Status> converter = EnumConverters.byName(Status.class);

        assertThat(converter.toColumn(Status.SHIPPED)).isEqualTo("SHIPPED");
        assertThat(converter.fromColumn("SHIPPED")).isEqualTo(Status.SHIPPED);
    }

    @Test
    void by_code_in_a_column_of_another_number_type() {
        ScalarConverter<Status> converter =
                EnumConverters.byCode(Status.class, ColumnType.smallint(), status -> status.code);

        assertThat(converter.toColumn(Status.OPEN)).isEqualTo((short) 10);
        assertThat(converter.fromColumn(20L)).isEqualTo(Status.SHIPPED);
    }

    @Test
    void by_name_in_a_padded_column() {
        ScalarConverter<Status> converter = EnumConverters.byCode(Status.class, ColumnType.character(8), Status::name);

        assertThat(converter.toColumn(Status.OPEN)).isEqualTo("OPEN");
        assertThat(converter.fromColumn("OPEN    ")).isEqualTo(Status.OPEN);
    }

    @Test
    void a_code_that_no_constant_has_is_refused_with_those_that_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnumConverters.byName(Status.class).fromColumn("LOST"))
                .withMessage("it is 'LOST', and Status has only [OPEN, SHIPPED]");
    }

    @Test
    void two_constants_of_one_code_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnumConverters.byCode(Status.class, ColumnType.integer(), status -> 1))
                .withMessage(
                        "Cannot convert Status by code: OPEN and SHIPPED have the same code. Give each constant its"
                                + " own.");
    }
}
