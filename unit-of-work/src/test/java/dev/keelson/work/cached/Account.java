package dev.keelson.work.cached;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An account with its entries: an aggregate of several rows, of which units of work share the rows. */
public final class Account {

    /** One entry. */
    public static final class Entry {
        private final UUID id;
        private String text;

        public Entry(UUID id, String text) {
            this.id = id;
            this.text = text;
        }

        public UUID id() {
            return id;
        }

        public String text() {
            return text;
        }

        public void rename(String name) {
            text = name;
        }
    }

    private final UUID id;
    private String owner;
    private long balance;
    private byte[] seal = {1, 2, 3};
    private List<Entry> entries = new ArrayList<>();

    public Account(UUID id, String owner, long balance) {
        this.id = id;
        this.owner = owner;
        this.balance = balance;
    }

    /** One with an entry. */
    public static Account of(String owner) {
        Account account = new Account(UUID.randomUUID(), owner, 0);
        account.entries.add(new Entry(UUID.randomUUID(), "opened"));
        return account;
    }

    public UUID id() {
        return id;
    }

    public String owner() {
        return owner;
    }

    public void rename(String name) {
        owner = name;
    }

    public long balance() {
        return balance;
    }

    public void add(long amount) {
        balance += amount;
    }

    /** The array itself, which may be changed in place. */
    public byte[] seal() {
        return seal;
    }

    public List<Entry> entries() {
        return entries;
    }

    /** All of it. */
    public String text() {
        StringBuilder text = new StringBuilder(owner + " " + balance + " " + seal[0]);
        entries.forEach(entry -> text.append(' ').append(entry.text()));
        return text.toString();
    }
}
