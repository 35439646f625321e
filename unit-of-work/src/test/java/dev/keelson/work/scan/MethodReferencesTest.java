package dev.keelson.work.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.work.mapping.PropertyGetter;
import java.io.Serializable;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which property a method reference names. */
class MethodReferencesTest {

    interface Priced {
        long getPrice();
    }

    abstract static class Base<ID> {
        private ID id;

        ID id() {
            return id;
        }
    }

    static class Order extends Base<UUID> implements Priced {
        private long total;
        private boolean active;
        private boolean isPaid;
        private String getaway;
        private String issue;
        private String url;
        private int price;

        long total() {
            return total;
        }

        long getTotal() {
            return total;
        }

        boolean isActive() {
            return active;
        }

        boolean isPaid() {
            return isPaid;
        }

        String getaway() {
            return getaway;
        }

        String issue() {
            return issue;
        }

        String getURL() {
            return url;
        }

        @Override
        public long getPrice() {
            return price;
        }

        private String secret() {
            return getaway;
        }
    }

    record Flag(boolean isSet, int getter) {}

    private static <T> String name(PropertyGetter<T, ?> getter) {
        return MethodReferences.property(getter).name();
    }

    private static <T> Class<?> declaring(PropertyGetter<T, ?> getter) {
        return MethodReferences.property(getter).declaringClass();
    }

    @Test
    void an_accessor_is_called_as_its_property_or_by_the_convention_of_beans() {
        assertThat(name(Order::total)).isEqualTo("total");
        assertThat(name(Order::getTotal)).isEqualTo("total");
        assertThat(name(Order::isActive)).isEqualTo("active");
        assertThat(name(Order::getURL)).isEqualTo("url");
        assertThat(name(Order::getPrice)).isEqualTo("price");
    }

    @Test
    void a_property_whose_name_begins_so_keeps_it() {
        assertThat(name(Order::isPaid)).isEqualTo("isPaid");
        assertThat(name(Order::getaway)).isEqualTo("getaway");
        assertThat(name(Order::issue)).isEqualTo("issue");
        assertThat(name(Flag::isSet)).isEqualTo("isSet");
        assertThat(name(Flag::getter)).isEqualTo("getter");
    }

    @Test
    void an_interface_has_no_fields_to_ask_so_the_convention_decides() {
        assertThat(name(Priced::getPrice)).isEqualTo("price");
        assertThat(declaring(Priced::getPrice)).isEqualTo(Priced.class);
    }

    @Test
    void the_class_that_declares_the_accessor_is_told() {
        assertThat(declaring(Order::total)).isEqualTo(Order.class);
        assertThat(name(Order::id)).isEqualTo("id");
        assertThat(declaring(Order::id)).isEqualTo(Base.class);
    }

    @Test
    void the_accessor_need_not_be_visible_from_here() {
        assertThat(name(Order::secret)).isEqualTo("secret");
    }

    @Test
    void a_lambda_is_refused_and_told_what_to_write() {
        PropertyGetter<Order, Long> lambda = order -> order.total();
        assertThatThrownBy(() -> MethodReferences.property(lambda))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot tell which property is meant: what was given is no method reference of an accessor."
                        + " A lambda such as o -> o.total() does not tell its name; write the method reference,"
                        + " Order::total, or the property's path, \"total\".");
    }

    @Test
    void an_object_of_a_class_and_a_constructor_are_refused_too() {
        Serializable object = new PropertyGetter<Order, Long>() {
            @Override
            public Long apply(Order order) {
                return order.total();
            }
        };
        PropertyGetter<UUID, Holder> constructor = Holder::new;
        assertThatThrownBy(() -> MethodReferences.property(object)).hasMessageContaining("Order::total");
        assertThatThrownBy(() -> MethodReferences.property(constructor)).hasMessageContaining("Order::total");
    }

    record Holder(UUID id) {}

    @Test
    void any_serializable_function_will_do() {
        Function<Order, Long> function = (Function<Order, Long> & Serializable) Order::total;
        assertThat(MethodReferences.property((Serializable) function))
                .isEqualTo(new MethodReferences.Property("total", Order.class));
    }
}
