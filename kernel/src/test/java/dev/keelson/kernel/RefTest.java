package dev.keelson.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RefTest {

    private record CustomerId(int value) {}

    private record Customer(CustomerId id, String name) {}

    private static final CustomerId ID = new CustomerId(7);

    @Test
    void a_reference_by_id_knows_its_id_and_cannot_load() {
        Ref<Customer> ref = Ref.of(ID);

        assertThat(ref.id()).isEqualTo(ID);
        assertThat(ref.isLoaded()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(ref::get)
                .withMessage(
                        "Cannot load the target of Ref[CustomerId[value=7]]: the reference was made by Ref.of(id) and"
                                + " belongs to no unit of work. Get the target by its id from the unit of work, or make"
                                + " the reference with Ref.of(id, target).");
    }

    @Test
    void a_reference_to_a_target_gives_it() {
        Customer customer = new Customer(ID, "Jane");
        Ref<Customer> ref = Ref.of(ID, customer);

        assertThat(ref.isLoaded()).isTrue();
        assertThat(ref.get()).isSameAs(customer);
    }

    @Test
    void the_id_is_given_as_what_it_is() {
        CustomerId id = Ref.<Customer>of(ID).id(CustomerId.class);
        Record above = Ref.<Customer>of(ID).id(Record.class);

        assertThat(id).isSameAs(ID);
        assertThat(above).isSameAs(ID);
    }

    @Test
    void the_id_as_what_it_is_not_is_refused() {
        Ref<Customer> ref = Ref.of(ID);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ref.id(Integer.class))
                .withMessage("Cannot give the identifier of a reference as java.lang.Integer: it is of"
                        + " dev.keelson.kernel.RefTest$CustomerId. Ask for the class of the target's own identifier.");
    }

    @Test
    void references_are_equal_by_id_loaded_or_not() {
        assertThat(Ref.of(ID)).isEqualTo(Ref.of(ID, new Customer(ID, "Jane")));
        assertThat(Ref.of(ID)).hasSameHashCodeAs(Ref.of(ID, new Customer(ID, "Jane")));
        assertThat(Ref.of(ID)).isNotEqualTo(Ref.of(new CustomerId(8)));
    }

    @Test
    void a_new_aggregate_is_referred_to_by_none() {
        Refs<Customer> refs = Refs.none();

        assertThat(refs.isLoaded()).isTrue();
        assertThat(refs.list()).isEmpty();
    }
}
