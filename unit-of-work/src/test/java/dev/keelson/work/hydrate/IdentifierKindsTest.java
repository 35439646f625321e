package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keelson.value.ColumnType;
import dev.keelson.value.ScalarConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregates identified by values of every kind: inserted, found, found together, changed, deleted. (72) */
@NullMarked
@SuppressWarnings("NullAway.Init")
class IdentifierKindsTest {

    enum Code {
        A,
        B
    }

    record Number(String value) {}

    record Isbn(Number number) {}

    record Seat(LocalDate day, Number row, int place) {}

    /** What all of them have: an id, something to change, and children that carry the id. */
    abstract static class Thing {
        String name = "";
        final List<String> notes = new ArrayList<>();
    }

    static final class ByInt extends Thing {
        private final int id;

        ByInt(int id) {
            this.id = id;
        }
    }

    static final class ByLong extends Thing {
        private final long id;

        ByLong(long id) {
            this.id = id;
        }
    }

    static final class ByLongInInteger extends Thing {
        private final Long id;

        ByLongInInteger(Long id) {
            this.id = id;
        }
    }

    static final class ByShort extends Thing {
        private final short id;

        ByShort(short id) {
            this.id = id;
        }
    }

    static final class ByString extends Thing {
        private final String id;

        ByString(String id) {
            this.id = id;
        }
    }

    static final class ByPaddedString extends Thing {
        private final String id;

        ByPaddedString(String id) {
            this.id = id;
        }
    }

    static final class ByUuid extends Thing {
        private final UUID id;

        ByUuid(UUID id) {
            this.id = id;
        }
    }

    static final class ByUuidInText extends Thing {
        private final UUID id;

        ByUuidInText(UUID id) {
            this.id = id;
        }
    }

    static final class ByUri extends Thing {
        private final URI id;

        ByUri(URI id) {
            this.id = id;
        }
    }

    static final class ByEnum extends Thing {
        private final Code id;

        ByEnum(Code id) {
            this.id = id;
        }
    }

    static final class ByWrapper extends Thing {
        private final Isbn id;

        ByWrapper(Isbn id) {
            this.id = id;
        }
    }

    static final class BySeveral extends Thing {
        private final Seat id;

        BySeveral(Seat id) {
            this.id = id;
        }
    }

    static final class ByBytes extends Thing {
        private final byte[] id;

        ByBytes(byte[] id) {
            this.id = id;
        }
    }

    static final class ByDecimal extends Thing {
        private final BigDecimal id;

        ByDecimal(BigDecimal id) {
            this.id = id;
        }
    }

    static final class ByDate extends Thing {
        private final LocalDate id;

        ByDate(LocalDate id) {
            this.id = id;
        }
    }

    private static Store store;

    private static KeelsonBuilder mapped() {
        ScalarConverter<UUID> text =
                ScalarConverter.of(UUID.class, ColumnType.text(), UUID::toString, id -> UUID.fromString((String) id));
        return Keelson.builder()
                .map(ByInt.class)
                .map(ByLong.class)
                .map(ByLongInInteger.class, all -> all.property("id", p -> p.type(ColumnType.integer())))
                .map(ByShort.class)
                .map(ByString.class)
                .map(ByPaddedString.class, all -> all.property("id", p -> p.type(ColumnType.character(6))))
                .map(ByUuid.class)
                .map(ByUuidInText.class, all -> all.property("id", p -> p.converter(text)))
                .map(ByUri.class)
                .map(ByEnum.class)
                .map(ByWrapper.class)
                .map(BySeveral.class)
                .map(ByBytes.class)
                .map(ByDecimal.class)
                .map(ByDate.class);
    }

    @BeforeAll
    static void create() {
        store = Store.of(IdentifierKindsTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    static Stream<Arguments> pairs() {
        UUID low = new UUID(1, 2);
        UUID high = new UUID(-1, -2);
        return Stream.of(
                arguments(new ByInt(-7), -7, new ByInt(8), 8),
                arguments(new ByLong(-7L), -7L, new ByLong(1L << 40), 1L << 40),
                arguments(new ByLongInInteger(-7L), -7L, new ByLongInInteger(8L), 8L),
                arguments(new ByShort((short) -7), (short) -7, new ByShort((short) 8), (short) 8),
                arguments(new ByString(" a'\"\\ "), " a'\"\\ ", new ByString("ä"), "ä"),
                arguments(new ByPaddedString("ab"), "ab", new ByPaddedString("abcdef"), "abcdef"),
                arguments(new ByUuid(low), low, new ByUuid(high), high),
                arguments(new ByUuidInText(low), low, new ByUuidInText(high), high),
                arguments(
                        new ByUri(URI.create("urn:a")),
                        URI.create("urn:a"),
                        new ByUri(URI.create("urn:b")),
                        URI.create("urn:b")),
                arguments(new ByEnum(Code.A), Code.A, new ByEnum(Code.B), Code.B),
                arguments(
                        new ByWrapper(new Isbn(new Number("1"))),
                        new Isbn(new Number("1")),
                        new ByWrapper(new Isbn(new Number("2"))),
                        new Isbn(new Number("2"))),
                arguments(new BySeveral(seat(1)), seat(1), new BySeveral(seat(2)), seat(2)),
                arguments(new ByBytes(new byte[] {1, 0}), new byte[] {1, 0}, new ByBytes(new byte[0]), new byte[0]),
                arguments(
                        new ByDecimal(new BigDecimal("1.50")),
                        new BigDecimal("1.50"),
                        new ByDecimal(new BigDecimal("-2")),
                        new BigDecimal("-2")),
                arguments(
                        new ByDate(LocalDate.EPOCH),
                        LocalDate.EPOCH,
                        new ByDate(LocalDate.of(-44, 3, 15)),
                        LocalDate.of(-44, 3, 15)));
    }

    private static Seat seat(int place) {
        return new Seat(LocalDate.of(2026, 11, 21), new Number("r"), place);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void is_inserted_found_found_with_another_changed_and_deleted(Thing one, Object id, Thing other, Object otherId) {
        one.name = "one";
        one.notes.addAll(List.of("a", "b"));
        other.name = "other";
        other.notes.add("c");
        store.save(one, other);
        try (SqlUnitOfWork work = store.begin()) {
            Thing found = work.get(one.getClass(), id);
            assertThat(found.name + found.notes).isEqualTo("one[a, b]");
            assertThat(work.get(one.getClass(), id)).as("found again").isSameAs(found);
        }
        try (SqlUnitOfWork work = store.begin()) {
            Map<Object, ?> both = work.findAll(one.getClass(), List.of(otherId, id));
            assertThat(both.values().stream().map(Thing.class::cast).map(thing -> thing.name + thing.notes))
                    .containsExactly("other[c]", "one[a, b]");
            Thing found = work.get(one.getClass(), id);
            found.name = "changed";
            found.notes.remove(0);
            work.remove(work.get(one.getClass(), otherId));
            work.commit();
        }
        try (SqlUnitOfWork work = store.begin()) {
            Thing found = work.get(one.getClass(), id);
            assertThat(found.name + found.notes).isEqualTo("changed[b]");
            assertThat(work.find(one.getClass(), otherId)).isEqualTo(Optional.empty());
        }
    }
}
