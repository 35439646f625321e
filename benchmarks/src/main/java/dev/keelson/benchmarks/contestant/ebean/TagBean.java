package dev.keelson.benchmarks.contestant.ebean;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A tag as an entity: a collection of elements would be stored and loaded order by order. For one thread at a time. */
@Entity
@Table(name = "order_tags")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Ebean fills and reads it
public class TagBean {

    @EmbeddedId
    private TagKey id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "order_id", insertable = false, updatable = false)
    private OrderBean order;

    static TagBean of(OrderBean order, String tag) {
        TagBean bean = new TagBean();
        bean.take(order, tag);
        return bean;
    }

    /** In a method of an object, which is where the enhancement sees what is done. */
    private void take(OrderBean order, String tag) {
        id = new TagKey(order.id(), tag);
        this.order = order;
    }

    String tag() {
        return id.tag();
    }
}
