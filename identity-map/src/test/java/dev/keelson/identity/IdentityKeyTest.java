package dev.keelson.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityKeyTest {

    private static final class Order {}

    private static final class Invoice {}

    static Stream<Arguments> equal() {
        return Stream.of(
                Arguments.of(42L, 42L),
                Arguments.of(new UUID(1, 2), new UUID(1, 2)),
                Arguments.of(new byte[] {1, 2}, new byte[] {1, 2}),
                Arguments.of(new BigDecimal("1.50"), new BigDecimal("1.5")),
                Arguments.of(-0.0, 0.0),
                Arguments.of(-0.0f, 0.0f),
                Arguments.of(Double.NaN, Double.NaN),
                Arguments.of(List.of("a", new byte[] {1}), List.of("a", new byte[] {1})),
                Arguments.of(List.of(new BigDecimal("10"), 1), List.of(new BigDecimal("1E+1"), 1)));
    }

    @ParameterizedTest
    @MethodSource
    void equal(Object one, Object other) {
        assertThat(new IdentityKey(Order.class, one))
                .isEqualTo(new IdentityKey(Order.class, other))
                .hasSameHashCodeAs(new IdentityKey(Order.class, other));
    }

    static Stream<Arguments> different() {
        return Stream.of(
                Arguments.of(42L, 43L),
                Arguments.of(42L, "42"),
                Arguments.of("a", "A"),
                Arguments.of(new byte[] {1}, new byte[] {1, 0}),
                Arguments.of(List.of("a", "b"), List.of("b", "a")));
    }

    @ParameterizedTest
    @MethodSource
    void different(Object one, Object other) {
        assertThat(new IdentityKey(Order.class, one)).isNotEqualTo(new IdentityKey(Order.class, other));
    }

    @Test
    void roots_are_told_apart() {
        assertThat(new IdentityKey(Order.class, 42L)).isNotEqualTo(new IdentityKey(Invoice.class, 42L));
    }

    @Test
    void what_the_caller_does_to_his_value_later_does_not_matter() {
        byte[] bytes = {1, 2};
        List<Object> columns = new ArrayList<>(List.of("a", 1));
        IdentityKey ofBytes = new IdentityKey(Order.class, bytes);
        IdentityKey ofColumns = new IdentityKey(Order.class, columns);
        bytes[0] = 9;
        columns.set(0, "b");

        assertThat(ofBytes).isEqualTo(new IdentityKey(Order.class, new byte[] {1, 2}));
        assertThat(ofColumns).isEqualTo(new IdentityKey(Order.class, List.of("a", 1)));
    }

    @Test
    void prints_as_messages_name_aggregates() {
        assertThat(new IdentityKey(Order.class, 42L)).hasToString("Order[42]");
        assertThat(new IdentityKey(Order.class, List.of("a", 1))).hasToString("Order[[a, 1]]");
    }
}
