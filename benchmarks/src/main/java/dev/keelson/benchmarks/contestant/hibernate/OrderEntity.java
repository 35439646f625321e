package dev.keelson.benchmarks.contestant.hibernate;

import dev.keelson.benchmarks.order.Order;
import dev.keelson.benchmarks.order.OrderLine;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;

/** An order as a session keeps it: with its lines and tags. For one thread at a time. */
@Entity
@Table(name = "orders")
class OrderEntity extends OrderColumns {

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    private List<LineEntity> lines = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "order_tags", joinColumns = @JoinColumn(name = "order_id"))
    @Column(name = "tag")
    private Set<String> tags = new HashSet<>();

    static OrderEntity of(Order order) {
        OrderEntity entity = new OrderEntity();
        entity.take(order);
        for (OrderLine line : order.lines()) {
            entity.add(line);
        }
        entity.tags.addAll(order.tags());
        return entity;
    }

    Order toOrder() {
        return with(lines.stream().map(LineEntity::toLine).toList(), tags);
    }

    /** Fetches the lines and the tags: of all orders of the session, if they are not there yet. */
    void initialise() {
        Hibernate.initialize(lines);
        Hibernate.initialize(tags);
    }

    void changeFirstQuantity(int quantity) {
        lines.get(0).changeQuantity(quantity);
    }

    /** Changes as many lines as there are quantities, at equal distances from the first on. */
    void changeQuantities(List<Integer> quantities) {
        int distance = lines.size() / quantities.size();
        for (int i = 0; i < quantities.size(); i++) {
            lines.get(i * distance).changeQuantity(quantities.get(i));
        }
    }

    /** Has another line in place of the last. */
    void replaceLast(OrderLine line) {
        lines.remove(lines.size() - 1);
        add(line);
    }

    private void add(OrderLine line) {
        lines.add(LineEntity.of(this, line, lines.size()));
    }
}
