package dev.keelson.benchmarks.contestant.jooq;

import dev.keelson.benchmarks.order.CustomerId;
import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.OrderId;
import dev.keelson.benchmarks.order.OrderStatus;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.DataType;
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
}
