package dev.keelson.benchmarks.contestant.jooq;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderStatus;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The types of the columns. */
final class Types {

    static final DataType<OrderId> ORDER_ID = SQLDataType.UUID.asConvertedDataType(
            Converter.ofNullable(UUID.class, OrderId.class, OrderId::new, OrderId::value));
    static final DataType<CustomerId> CUSTOMER_ID = SQLDataType.UUID.asConvertedDataType(
            Converter.ofNullable(UUID.class, CustomerId.class, CustomerId::new, CustomerId::value));
    static final DataType<LineId> LINE_ID = SQLDataType.UUID.asConvertedDataType(
            Converter.ofNullable(UUID.class, LineId.class, LineId::new, LineId::value));
    static final DataType<String> TEXT = SQLDataType.CLOB;
    static final DataType<OrderStatus> STATUS = TEXT.asConvertedDataType(
            Converter.ofNullable(String.class, OrderStatus.class, OrderStatus::valueOf, OrderStatus::name));
    static final DataType<BigDecimal> NUMBER = SQLDataType.NUMERIC;
    static final DataType<Currency> CURRENCY = TEXT.asConvertedDataType(
            Converter.ofNullable(String.class, Currency.class, Currency::getInstance, Currency::getCurrencyCode));

    private Types() {}

    static UUID[] keys(List<OrderId> ids) {
        return ids.stream().map(OrderId::value).toArray(UUID[]::new);
    }

    /** A condition whose text is the same for any number of keys. */
    static Condition isOneOf(Field<?> column, UUID... keys) {
        return column.coerce(UUID.class).eq(DSL.any(DSL.val(keys, SQLDataType.UUID.array())));
    }
}
