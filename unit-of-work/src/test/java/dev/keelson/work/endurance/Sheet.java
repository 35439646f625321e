package dev.keelson.work.endurance;

import java.util.ArrayList;
import java.util.List;

/** An aggregate of many columns, of which each commit changes others. */
final class Sheet {

    static final int COLUMNS = 8;

    private final long id;
    private int c0;
    private int c1;
    private int c2;
    private int c3;
    private int c4;
    private int c5;
    private int c6;
    private int c7;
    private final List<String> notes = new ArrayList<>();

    Sheet(long id) {
        this.id = id;
    }

    long id() {
        return id;
    }

    List<String> notes() {
        return notes;
    }

    void add(int column, int number) {
        switch (column) {
            case 0 -> c0 += number;
            case 1 -> c1 += number;
            case 2 -> c2 += number;
            case 3 -> c3 += number;
            case 4 -> c4 += number;
            case 5 -> c5 += number;
            case 6 -> c6 += number;
            case 7 -> c7 += number;
            default -> throw new IllegalArgumentException("no column " + column);
        }
    }
}
