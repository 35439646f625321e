package dev.keelson.codegen.shop;

import dev.keelson.codegen.shop.Shop.Claim;
import dev.keelson.codegen.shop.Shop.Customer;
import dev.keelson.codegen.shop.Shop.House;
import dev.keelson.codegen.shop.Shop.Money;
import dev.keelson.codegen.shop.Shop.Order;
import dev.keelson.codegen.shop.Shop.Vehicle;
import dev.keelson.codegen.shop.Shop.Weight;
import dev.keelson.value.ColumnCipher;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.AggregateConfig;
import dev.keelson.work.mapping.Inheritance;
import dev.keelson.work.policy.softdelete.SoftDelete;
import dev.keelson.work.policy.tenancy.Tenancy;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** How the shop lies in its tables. */
public class ShopMapping implements Consumer<KeelsonBuilder> {

    private static final ScalarConverter<Money> CENTS = ScalarConverter.of(
            Money.class,
            ColumnType.bigint(),
            money -> money.amount().movePointRight(2),
            cents -> new Money(BigDecimal.valueOf((Long) cents, 2)));

    private static final class AmountAndUnit implements ValueConverter<Weight> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.numeric(9, 3)), ColumnSpec.of("unit", ColumnType.varchar(10)));
        }

        @Override
        public void write(Weight weight, ColumnWriter columns) {
            columns.set(0, weight.amount());
            columns.set(1, weight.unit());
        }

        @Override
        public Weight read(ColumnReader columns) {
            return new Weight(
                    columns.required(0, BigDecimal.class).stripTrailingZeros().setScale(0),
                    columns.required(1, String.class));
        }
    }

    /** Hides nothing, which is not what is asked here. */
    private static final class Flipped implements ColumnCipher {

        @Override
        public byte[] encrypt(byte[] plain, byte[] place) {
            byte[] flipped = plain.clone();
            for (int i = 0; i < flipped.length; i++) {
                flipped[i] = (byte) ~flipped[i];
            }
            return flipped;
        }

        @Override
        public byte[] decrypt(byte[] stored, byte[] place) {
            return encrypt(stored, place);
        }
    }

    /** The same without what H2 has not. */
    public static final class OnH2 extends ShopMapping {

        @Override
        void order(AggregateConfig<Order> order) {
            super.order(order);
            order.ignore("rooms");
        }
    }

    @Override
    public void accept(KeelsonBuilder keelson) {
        keelson.converter(Money.class, CENTS)
                .map(Customer.class, customer -> customer.property("secret", secret -> secret.encrypted(new Flipped())))
                .map(Order.class, this::order)
                .map(House.class)
                .map(Claim.class, claim -> claim.inheritance(Inheritance.JOINED))
                .map(Vehicle.class)
                .policy(Tenancy.byColumn("tenant_id"))
                .policy(SoftDelete.columns("deleted_at", "deleted_by"));
    }

    void order(AggregateConfig<Order> order) {
        order.property("weight", weight -> weight.converter(new AmountAndUnit()))
                .property("words", words -> words.json());
    }
}
