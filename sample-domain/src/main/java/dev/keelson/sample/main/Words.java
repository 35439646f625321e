package dev.keelson.sample.main;

import dev.keelson.kernel.RowOperation;
import dev.keelson.sample.domain.order.Order;
import dev.keelson.sample.domain.order.OrderLine;
import java.util.Optional;

/** How the scenario shows orders and plans. */
final class Words {

    private Words() {}

    /** Its lines and its total, if it is there. */
    static String text(Optional<Order> order) {
        return order.map(Words::text).orElse("not there");
    }

    /** Its lines and its total. */
    static String text(Order order) {
        StringBuilder text = new StringBuilder();
        for (OrderLine line : order.lines()) {
            String item = line.quantity() + " x " + line.item().title();
            text.append("%-30s %14s\n".formatted(item, line.total()));
        }
        return text + "%-30s %14s".formatted("total", order.total());
    }

    /** What is done to which table, why, and what is written. */
    static String text(RowOperation operation) {
        String what = "%-7s%-13s".formatted(operation.kind(), operation.table());
        StringBuilder text = new StringBuilder(what + String.join("; ", operation.reasons()));
        if (!operation.columns().isEmpty()) {
            for (String columns : Wrap.words(operation.columns().toString(), Screen.TEXT - what.length())) {
                text.append('\n').append(" ".repeat(what.length())).append(columns);
            }
        }
        return text.toString();
    }
}
