package dev.keelson.work;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keelson.work.shop.Customer;
import dev.keelson.work.shop.Shop;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A condition over a column that is not there is told by its name. */
class UnknownColumnTest {

    @RegisterExtension
    static final ShopStage shop = new ShopStage();

    private static final String MESSAGE =
            "Cannot name column 'nmae': table customers has no such one; did you mean 'name'? It has id, name,"
                + " address_street, address_extra, address_city, address_country_code, address_country_name, version.";

    @Test
    void a_field_that_the_table_has_not_is_refused_with_the_nearest_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop.keelson().table(Customer.class).field("nmae"))
                .withMessage(MESSAGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shop.keelson().table(Customer.class).field("nmae", String.class))
                .withMessage(MESSAGE);
    }

    @Test
    @SuppressWarnings("NullAway") // what an application without null checks hands over
    void a_null_condition_or_order_is_refused_with_the_columns_that_there_are() {
        @Nullable Condition noCondition = null;
        @Nullable OrderField<?> noOrder = null;
        shop.keelson().run(Shop.ACME, work -> {
            AggregateQuery<Customer> query = ((SqlUnitOfWork) work).query(Customer.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> query.where(noCondition))
                    .withMessageStartingWith(
                            "Cannot query Customer by a null condition: jOOQ gives null for a field that a"
                                    + " table does not have. Compare its name with the columns: (")
                    .withMessageContaining("name");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> query.orderBy(noOrder))
                    .withMessageStartingWith("Cannot query Customer by a null order: ");
        });
    }
}
