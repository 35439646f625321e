package dev.keelson.work.silence;

import dev.keelson.kernel.UuidV7;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.mapping.Inheritance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A root of a joined hierarchy, with parts and a list of references to other roots. */
final class Library {

    private Library() {}

    record TagId(UUID value) {}

    record Tag(TagId id, String name) {}

    static final class Line {
        private final UUID id;
        private String text;

        Line(UUID id, String text) {
            this.id = id;
            this.text = text;
        }

        void say(String other) {
            text = other;
        }
    }

    abstract static class Work {
        private final UUID id;
        private String title;
        private final List<Line> lines = new ArrayList<>();
        private final List<TagId> tags = new ArrayList<>();

        Work(UUID id, String title) {
            this.id = id;
            this.title = title;
        }

        UUID id() {
            return id;
        }

        void call(String other) {
            title = other;
        }

        List<Line> lines() {
            return lines;
        }

        List<TagId> tags() {
            return tags;
        }
    }

    static final class Book extends Work {
        private String isbn;

        Book(UUID id, String title, String isbn) {
            super(id, title);
            this.isbn = isbn;
        }

        void number(String other) {
            isbn = other;
        }
    }

    static final class Film extends Work {
        Film(UUID id, String title) {
            super(id, title);
        }
    }

    static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(Tag.class)
                .map(
                        Work.class,
                        work -> work.inheritance(Inheritance.JOINED)
                                .subtype(Book.class, book -> {})
                                .subtype(Film.class, film -> {}));
    }

    static Book book(int lines, List<TagId> tags) {
        Book book = new Book(UuidV7.next(), "a title", "1-234");
        IntStream.range(0, lines).forEach(n -> book.lines().add(line()));
        book.tags().addAll(tags);
        return book;
    }

    static Line line() {
        return new Line(UuidV7.next(), "a line");
    }

    static List<Tag> tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Tag(new TagId(UuidV7.next()), "tag " + n))
                .toList();
    }
}
