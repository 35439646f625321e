package dev.keelson.work.shapes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Properties and value objects in columns of the root's own row. */
final class ValueShapes {

    private ValueShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(conventionRoot(), singleComponents(), embedded(), embeddedInASuperclass(), optionalEmbedded());
    }

    // ---- a root by convention

    enum Genre {
        JAZZ,
        ROCK
    }

    record AlbumId(UUID value) {}

    static class Album {
        private final AlbumId id;
        private String title;
        private Genre genre;
        private final Instant releasedAt;
        private @Nullable String label;
        private Optional<Integer> chartPosition = Optional.empty();
        private transient int plays;

        Album(AlbumId id, String title, Genre genre, Instant releasedAt) {
            this.id = id;
            this.title = title;
            this.genre = genre;
            this.releasedAt = releasedAt;
            this.plays = 1;
        }

        void retitle(String next) {
            title = next;
        }

        void charted(int position) {
            chartPosition = Optional.of(position);
        }

        int plays() {
            return plays;
        }
    }

    private static Shape<?, ?> conventionRoot() {
        return Shape.of("root by convention", Album.class, chance -> new AlbumId(chance.uuid()))
                .tables("albums")
                .changing("title", album -> album.retitle("Kind of Blue"), "update albums (title)")
                .changing("optional", album -> album.charted(-1), "update albums (chart_position)")
                .states((chance, id) -> {
                    Album album = new Album(id, chance.word(), chance.any(Genre.values()), chance.instant());
                    album.label = chance.maybe(chance::word);
                    album.chartPosition = Optional.ofNullable(chance.maybe(() -> chance.number(100)));
                    return album;
                });
    }

    // ---- values of a single component

    record LetterId(String value) {}

    /** A value object without a visible constructor. */
    static final class EmailAddress {
        private final String text;

        private EmailAddress(String text) {
            if (!text.contains("@")) {
                throw new IllegalArgumentException("no address");
            }
            this.text = text;
        }

        static EmailAddress of(String text) {
            return new EmailAddress(text.toLowerCase(Locale.ROOT));
        }
    }

    record Grams(int amount) {}

    record Weight(Grams grams) {}

    record Letter(
            LetterId id,
            EmailAddress sender,
            EmailAddress recipient,
            Weight weight,
            @Nullable Weight maximum) {

        Letter from(EmailAddress next) {
            return new Letter(id, next, recipient, weight, maximum);
        }

        Letter weighing(Weight next) {
            return new Letter(id, sender, recipient, next, maximum);
        }
    }

    private static Shape<?, ?> singleComponents() {
        return Shape.of(
                        "values of a single component",
                        Letter.class,
                        chance -> new LetterId(chance.uuid().toString()))
                .tables("letters")
                .replacing(
                        "value of one component",
                        letter -> letter.from(EmailAddress.of("Somebody@else.org")),
                        "update letters (sender)")
                .replacing(
                        "value in a value",
                        letter -> letter.weighing(new Weight(new Grams(-1))),
                        "update letters (weight)")
                .states((chance, id) -> new Letter(
                        id,
                        EmailAddress.of(chance.name() + "@example.org"),
                        EmailAddress.of(chance.name() + "@example.org"),
                        new Weight(new Grams(chance.number(1_000))),
                        chance.maybe(() -> new Weight(new Grams(chance.number(1_000))))));
    }

    // ---- value objects of several components

    record ParcelId(UUID value) {}

    record Country(String code, String name) {}

    record Address(String street, @Nullable String extra, String city, Country country) {

        Address withCity(String next) {
            return new Address(street, extra, next, country);
        }

        Address withCountry(Country next) {
            return new Address(street, extra, city, next);
        }
    }

    static final class Parcel {
        private final ParcelId id;
        private Address shippingAddress;
        private Address billingAddress;

        Parcel(ParcelId id, Address shippingAddress, Address billingAddress) {
            this.id = id;
            this.shippingAddress = shippingAddress;
            this.billingAddress = billingAddress;
        }

        Address billingAddress() {
            return billingAddress;
        }

        void redirect(Address next) {
            shippingAddress = next;
        }
    }

    private static Address address(Chance chance) {
        return new Address(
                chance.word(),
                chance.maybe(chance::word),
                chance.word(),
                new Country(chance.word(), chance.any("Peru", "Chad")));
    }

    private static Shape<?, ?> embedded() {
        return Shape.of(
                        "value object embedded twice, and one within",
                        Parcel.class,
                        chance -> new ParcelId(chance.uuid()))
                .mapped(keelson -> keelson.map(
                        Parcel.class,
                        parcel -> parcel.property("shippingAddress", p -> p.prefix("ship_"))
                                .property("shippingAddress.city", p -> p.column("destination"))
                                .property(Parcel::billingAddress, p -> p.prefix("bill_to_"))))
                .tables("parcels")
                .changing(
                        "configured column",
                        parcel -> parcel.redirect(parcel.shippingAddress.withCity("Oslo")),
                        "update parcels (destination)")
                .changing(
                        "two deep",
                        parcel -> parcel.redirect(parcel.shippingAddress.withCountry(new Country("NO", "Peru"))),
                        "update parcels (ship_country_code)")
                .changing(
                        "the other of the same type",
                        parcel -> parcel.billingAddress = parcel.billingAddress.withCity("Oslo"),
                        "update parcels (bill_to_city)")
                .states((chance, id) -> new Parcel(id, address(chance), address(chance)));
    }

    record LeaseId(UUID value) {}

    record Term(LocalDate start, @Nullable LocalDate end) {}

    /** Fields of a superclass are fields of the class. */
    abstract static class Agreement {
        private Term term;
        private @Nullable String remark;

        Agreement(Term term) {
            this.term = term;
        }

        void prolong(LocalDate end) {
            term = new Term(term.start(), end);
        }

        void remark(@Nullable String text) {
            remark = text;
        }

        Optional<String> remark() {
            return Optional.ofNullable(remark);
        }
    }

    static final class Lease extends Agreement {
        private final LeaseId id;
        private final Term notice;

        Lease(LeaseId id, Term term, Term notice) {
            super(term);
            this.id = id;
            this.notice = notice;
        }
    }

    private static Term term(Chance chance) {
        return new Term(chance.date(), chance.maybe(chance::date));
    }

    private static Shape<?, ?> embeddedInASuperclass() {
        return Shape.of("value object in a superclass", Lease.class, chance -> new LeaseId(chance.uuid()))
                .tables("leases")
                .changing(
                        "in a superclass",
                        lease -> lease.prolong(LocalDate.EPOCH.minusDays(1)),
                        "update leases (term_end)")
                .changing("private, in a superclass", lease -> lease.remark("!"), "update leases (remark)")
                .states((chance, id) -> {
                    Lease lease = new Lease(id, term(chance), term(chance));
                    lease.remark(chance.maybe(chance::word));
                    return lease;
                });
    }

    // ---- value objects that may be absent

    record ProfileId(UUID value) {}

    record Avatar(String url, @Nullable Integer size) {}

    record Contact(String email, @Nullable String phone, Optional<Avatar> picture) {}

    record Profile(
            ProfileId id, Optional<Avatar> avatar, @Nullable Contact contact) {

        Profile withAvatar(@Nullable Avatar next) {
            return new Profile(id, Optional.ofNullable(next), contact);
        }

        Profile withContact(@Nullable Contact next) {
            return new Profile(id, avatar, next);
        }

        Profile withPhone(String next) {
            Contact now = contact == null ? new Contact("", null, Optional.empty()) : contact;
            return withContact(new Contact(now.email(), next, now.picture()));
        }
    }

    private static @Nullable Avatar avatar(Chance chance) {
        return chance.maybe(() -> new Avatar(chance.word(), chance.maybe(() -> chance.number(100))));
    }

    private static Shape<?, ?> optionalEmbedded() {
        return Shape.of("value object that may be absent", Profile.class, chance -> new ProfileId(chance.uuid()))
                .tables("profiles")
                .replacing(
                        "becomes absent",
                        profile -> profile.withAvatar(null),
                        "update profiles (avatar_size, avatar_url)")
                .replacing(
                        "within one that is there",
                        profile -> profile.withPhone("0"),
                        "update profiles (contact_phone)")
                .replacing(
                        "becomes absent with one within",
                        profile -> profile.withContact(null),
                        "update profiles (contact_email, contact_phone, contact_picture_size, contact_picture_url)")
                .states((chance, id) -> new Profile(
                        id,
                        Optional.ofNullable(avatar(chance)),
                        chance.maybe(() -> new Contact(
                                chance.word(), chance.maybe(chance::word), Optional.ofNullable(avatar(chance))))));
    }
}
