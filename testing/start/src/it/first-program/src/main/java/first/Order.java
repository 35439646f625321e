package first;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

// region readme:order
/** What somebody ordered. */
public final class Order {

    /** So many of an item. */
    public record Line(String item, int quantity) {}

    private final UUID id;
    private final String customer;
    private final List<Line> lines = new ArrayList<>();

    public Order(UUID id, String customer) {
        this.id = id;
        this.customer = customer;
    }

    public void add(String item, int quantity) {
        lines.add(new Line(item, quantity));
    }

    @Override
    public String toString() {
        return customer + " " + lines;
    }
}
// endregion
