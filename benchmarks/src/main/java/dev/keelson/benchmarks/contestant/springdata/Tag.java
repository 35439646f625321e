package dev.keelson.benchmarks.contestant.springdata;

import org.springframework.data.relational.core.mapping.Table;

/** A tag as Spring Data JDBC keeps it. Immutable. */
@Table("order_tags")
record Tag(String tag) {}
