package dev.keelson.benchmarks.contestant.hibernate.payment;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;

/** A payment in the table of what all have; it has a column that tells the kinds apart. For one thread at a time. */
@Entity
@Table(name = "joined_payments")
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "payment_type")
public abstract class JoinedPayment extends PaymentColumns {}
