package dev.keelson.kernel.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialisationTest {

    private record OrderId(long value) {} // not serialisable

    @Test
    void an_exception_with_an_identifier_that_is_not_serialisable_keeps_message_and_cause() throws Exception {
        UnstorableValueException thrown = new UnstorableValueException(
                "Order.total", new OrderId(42), "BigDecimal", "it does not fit", new IllegalArgumentException("why"));

        UnstorableValueException read = copy(thrown);

        assertThat(read).hasMessage(thrown.getMessage()).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(read.property()).isEqualTo("Order.total");
        assertThat(read.id()).isEmpty();
    }

    @Test
    void lists_do_not_hinder_it() throws Exception {
        assertThat(copy(new AggregateNotFoundException(String.class, List.of(new OrderId(42)))))
                .hasMessageStartingWith("Cannot find String[42]");
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
