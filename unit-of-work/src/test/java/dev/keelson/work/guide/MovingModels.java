package dev.keelson.work.guide;

import dev.keelson.value.ColumnType;
import dev.keelson.value.EnumConverters;
import dev.keelson.work.KeelsonBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A domain on the tables that Hibernate, Spring Data JDBC or a jOOQ DAO works on already. */
final class MovingModels {

    private MovingModels() {}

    // region jpa-domain
    enum Status {
        OPEN,
        PAID,
        SHIPPED
    }

    record CustomerId(long value) {}

    record Customer(CustomerId id, String name) {}

    record Address(String street, String city) {}

    record LineId(long value) {}

    static final class Line {
        private final LineId id;
        private final String product;
        private int quantity;

        Line(LineId id, String product, int quantity) {
            this.id = id;
            this.product = product;
            this.quantity = quantity;
        }

        int quantity() {
            return quantity;
        }

        void order(int more) {
            quantity += more;
        }
    }

    record OrderId(long value) {}

    static final class Order {
        private final OrderId id;
        private final CustomerId customer;
        private final Instant placedAt;
        private Status status = Status.OPEN;
        private Address shipTo;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();

        Order(OrderId id, CustomerId customer, Instant placedAt, Address shipTo) {
            this.id = id;
            this.customer = customer;
            this.placedAt = placedAt;
            this.shipTo = shipTo;
        }

        List<Line> lines() {
            return lines;
        }

        Set<String> tags() {
            return tags;
        }

        Status status() {
            return status;
        }

        void pay() {
            status = Status.PAID;
        }
    }

    sealed interface Payment permits Card, Transfer {}

    record Card(long id, BigDecimal amount, String number) implements Payment {}

    record Transfer(long id, BigDecimal amount, String iban) implements Payment {}
    // endregion

    /** As Hibernate names and types them by its defaults; enums by ordinal. */
    static final String JPA = """
        create sequence order_seq increment by 50;
        create sequence line_seq increment by 50;
        create table customer (id bigint primary key, name varchar(255) not null, version bigint);
        create table customer_order (
          id bigint primary key,
          version integer not null,
          customer_id bigint not null references customer,
          placed_at timestamp(6) with time zone not null,
          status smallint not null check (status between 0 and 2),
          street varchar(255) not null,
          city varchar(255) not null);
        create table order_line (
          id bigint primary key,
          order_id bigint not null references customer_order,
          lines_order integer not null,
          product varchar(255) not null,
          quantity integer not null);
        create table order_tags (order_id bigint not null references customer_order, tags varchar(255) not null);
        create table payment (
          dtype varchar(31) not null,
          id bigint primary key,
          version integer not null,
          amount numeric(38,2) not null,
          number varchar(255),
          iban varchar(255));
        """;
    // endregion

    static void jpa(KeelsonBuilder keelson) {
        // region jpa-map
        keelson.map(Customer.class, customer -> customer.table("customer"))
                .map(
                        Order.class,
                        order -> order.table("customer_order")
                                .databaseIds("order_seq")
                                .property(
                                        "status",
                                        status -> status.converter(EnumConverters.byCode(
                                                Status.class, ColumnType.smallint(), Status::ordinal)))
                                .property("shipTo", address -> address.prefix(""))
                                .children(
                                        "lines",
                                        lines -> lines.table("order_line").positionColumn("lines_order"))
                                .values("tags", tags -> tags.column("tags")))
                .map(
                        Payment.class,
                        payment -> payment.table("payment")
                                .discriminator("dtype", ColumnType.varchar(31))
                                .subtype(Card.class, card -> card.discriminatorValue("Card"))
                                .subtype(Transfer.class, transfer -> transfer.discriminatorValue("Transfer")));
        // endregion
    }

    /** As Spring Data JDBC names them by its defaults. */
    static final String SPRING = """
        create table purchase_order (
          id bigint generated by default as identity primary key,
          version integer not null,
          customer bigint not null,
          placed_at timestamp with time zone not null,
          status text not null,
          ship_street text not null,
          ship_city text not null,
          tags text[] not null);
        create table line (
          id bigint primary key,
          purchase_order bigint not null references purchase_order,
          purchase_order_key integer not null,
          product text not null,
          quantity integer not null);
        """;

    static void spring(KeelsonBuilder keelson) {
        // region spring-map
        keelson.map(
                Order.class,
                order -> order.table("purchase_order")
                        .databaseIds()
                        .property("customer", customer -> customer.column("customer"))
                        .property("shipTo", address -> address.prefix("ship_"))
                        .property("tags", tags -> tags.array())
                        .children(
                                "lines",
                                lines -> lines.table("line")
                                        .parentColumn("purchase_order")
                                        .positionColumn("purchase_order_key")));
        // endregion
    }
}
