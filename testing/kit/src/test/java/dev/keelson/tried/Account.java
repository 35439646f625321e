package dev.keelson.tried;

import dev.keelson.kernel.AggregateRoot;
import dev.keelson.kernel.DomainEvent;

/** Something to be tested. */
final class Account extends AggregateRoot {

    private final AccountId id;
    private String owner;
    private int balance;

    private Account(AccountId id, String owner, int balance) {
        this.id = id;
        this.owner = owner;
        this.balance = balance;
    }

    static Account of(String owner, int balance) {
        Account account = new Account(AccountId.next(), owner, balance);
        account.record(new Opened(owner));
        return account;
    }

    void withdraw(int amount) {
        if (amount > 100) {
            throw new IllegalArgumentException("More than 100 are not withdrawn at once");
        }
        balance -= amount;
        record(new Withdrawn(amount));
        if (balance < 0) {
            record(new Overdrawn(-balance));
        }
    }

    void rename(String owner) {
        this.owner = owner;
    }

    AccountId id() {
        return id;
    }

    int balance() {
        return balance;
    }

    record Opened(String owner) implements DomainEvent {}

    record Withdrawn(int amount) implements DomainEvent {}

    record Overdrawn(int by) implements DomainEvent {}
}
