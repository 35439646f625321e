package dev.keelson.sample.infrastructure.mapping;

import dev.keelson.sample.domain.shared.Money;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/** Money as a whole number of its currency's smallest unit, beside the currency's code. Thread-safe. */
final class MoneyInCents implements ValueConverter<Money> {

    private static final List<ColumnSpec> COLUMNS =
            List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("currency", ColumnType.varchar(3)));

    @Override
    public List<ColumnSpec> columns() {
        return COLUMNS;
    }

    @Override
    public void write(Money money, ColumnWriter columns) {
        columns.set(0, new BigDecimal(money.amount().unscaledValue()));
        columns.set(1, money.currency().getCurrencyCode());
    }

    @Override
    public Money read(ColumnReader columns) {
        Currency currency = Currency.getInstance(columns.required(1, String.class));
        long cents = columns.required(0, Long.class);
        return new Money(BigDecimal.valueOf(cents, currency.getDefaultFractionDigits()), currency);
    }
}
