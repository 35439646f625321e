package dev.keelson.benchmarks.contestant.jooq;

import static dev.keelson.benchmarks.contestant.jooq.Types.CURRENCY;
import static dev.keelson.benchmarks.contestant.jooq.Types.LINE_ID;
import static dev.keelson.benchmarks.contestant.jooq.Types.NUMBER;
import static dev.keelson.benchmarks.contestant.jooq.Types.ORDER_ID;
import static dev.keelson.benchmarks.contestant.jooq.Types.TEXT;

import dev.keelson.benchmarks.order.LineId;
import dev.keelson.benchmarks.order.OrderId;
import java.math.BigDecimal;
import java.util.Currency;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The table of lines. Immutable. */
final class Lines extends TableImpl<Record> {

    static final Lines LINES = new Lines();

    private static final long serialVersionUID = 1;

    final transient TableField<Record, LineId> id = createField(DSL.name("id"), LINE_ID, this);
    final transient TableField<Record, OrderId> order = createField(DSL.name("order_id"), ORDER_ID, this);
    final transient TableField<Record, Integer> position = createField(DSL.name("position"), SQLDataType.INTEGER, this);
    final transient TableField<Record, String> product = createField(DSL.name("product"), TEXT, this);
    final transient TableField<Record, Integer> quantity = createField(DSL.name("quantity"), SQLDataType.INTEGER, this);
    final transient TableField<Record, BigDecimal> amount = createField(DSL.name("price_amount"), NUMBER, this);
    final transient TableField<Record, Currency> currency = createField(DSL.name("price_currency"), CURRENCY, this);

    private Lines() {
        super(DSL.name("order_lines"));
    }
}
