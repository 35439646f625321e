package dev.keelson.benchmarks.contestant.jooq;

import dev.keelson.benchmarks.order.OrderId;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.TableImpl;

/** The table of tags. Immutable. */
final class Tags extends TableImpl<Record> {

    static final Tags TAGS = new Tags();

    private static final long serialVersionUID = 1;

    final transient TableField<Record, OrderId> order = createField(DSL.name("order_id"), Types.ORDER_ID, this);
    final transient TableField<Record, String> tag = createField(DSL.name("tag"), Types.TEXT, this);

    private Tags() {
        super(DSL.name("order_tags"));
    }
}
