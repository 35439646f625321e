package dev.keelson.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class IdentityMapTest {

    private static final class Order {}

    private final IdentityMap<String> map = new IdentityMap<>();

    @Test
    void gives_the_same_object_for_the_same_key() {
        String object = new String("one");
        map.add(key("1"), object);

        assertThat(map.find(key("1"))).isSameAs(object);
        assertThat(map.find(key("2"))).isNull();
    }

    @Test
    void gives_the_object_for_an_alias_too() {
        map.add(key("ab"), "one");
        map.alias(key("AB"), key("ab"));
        map.alias(key("ab"), key("ab"));

        assertThat(map.find(key("AB"))).isEqualTo("one");
        assertThat(map.find(key("Ab"))).isNull();
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.values()).containsExactly("one");
    }

    @Test
    void holds_its_objects_in_the_order_of_addition() {
        for (int i = 9; i >= 0; i--) {
            map.add(key("" + i), "" + i);
        }
        map.remove(key("5"));
        map.add(key("5"), "5");

        assertThat(map.values()).containsExactly("9", "8", "7", "6", "4", "3", "2", "1", "0", "5");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> map.values().clear());
    }

    @Test
    void refuses_a_second_object_of_an_identity() {
        map.add(key("ab"), "one");
        map.alias(key("AB"), key("ab"));

        assertThatIllegalStateException()
                .isThrownBy(() -> map.add(key("ab"), "two"))
                .withMessage("Cannot add Order[ab] to the identity map: an object is tracked under this identity. Each"
                        + " identity has one object; find it first.");
        assertThatIllegalStateException().isThrownBy(() -> map.add(key("AB"), "two"));
        assertThat(map.values()).containsExactly("one");
    }

    @Test
    void refuses_an_alias_of_nothing_and_one_that_would_hide_an_object() {
        map.add(key("1"), "one");
        map.add(key("2"), "two");

        assertThatIllegalStateException()
                .isThrownBy(() -> map.alias(key("4"), key("3")))
                .withMessage(
                        "Cannot make Order[4] an alias of Order[3]: nothing is tracked there. Add the object under its"
                                + " own key first.");
        assertThatIllegalStateException()
                .isThrownBy(() -> map.alias(key("1"), key("2")))
                .withMessage("Cannot make Order[1] an alias of Order[2]: it is the own key of another object. Add the"
                        + " object under its own key first.");
    }

    @Test
    void an_alias_can_be_led_elsewhere() {
        map.add(key("1"), "one");
        map.add(key("2"), "two");
        map.alias(key("x"), key("1"));
        map.alias(key("x"), key("2"));

        assertThat(map.find(key("x"))).isEqualTo("two");
    }

    @Test
    void removing_by_own_key_or_alias_removes_both() {
        map.add(key("ab"), "one");
        map.alias(key("AB"), key("ab"));

        assertThat(map.remove(key("AB"))).isEqualTo("one");
        assertThat(map.remove(key("AB"))).isNull();
        assertThat(map.find(key("ab"))).isNull();
        map.add(key("ab"), "two");
        assertThat(map.find(key("AB"))).isNull();
    }

    @Test
    void forgets_everything_at_once() {
        map.add(key("ab"), "one");
        map.alias(key("AB"), key("ab"));
        map.clear();

        assertThat(map.size()).isZero();
        assertThat(map.find(key("ab"))).isNull();
        assertThat(map.find(key("AB"))).isNull();
    }

    private static IdentityKey key(String value) {
        return new IdentityKey(Order.class, value);
    }
}
