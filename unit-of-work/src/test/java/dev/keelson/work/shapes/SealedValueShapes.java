package dev.keelson.work.shapes;

import dev.keelson.value.ColumnType;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Value objects of several classes, and identifiers of several. */
final class SealedValueShapes {

    private SealedValueShapes() {}

    static List<Shape<?, ?>> all() {
        return List.of(sealed(), configured(), polymorphicIdentifier());
    }

    // ---- a sealed value object, one of whose classes has no parts

    record BillId(UUID value) {}

    sealed interface PaymentMethod permits Card, Iban, Cash {}

    record Expiry(YearMonth month) {}

    record Card(String number, Expiry expiry, @Nullable String holder) implements PaymentMethod {}

    record Iban(String account) implements PaymentMethod {}

    record Cash() implements PaymentMethod {}

    static final class Bill {
        private final BillId id;
        private PaymentMethod method;
        private @Nullable PaymentMethod fallback;

        Bill(BillId id, PaymentMethod method) {
            this.id = id;
            this.method = method;
        }
    }

    private static PaymentMethod method(Chance chance) {
        return chance.either(
                () -> new Card(chance.word(), new Expiry(YearMonth.of(2026, 11)), chance.maybe(chance::word)),
                () -> new Iban(chance.word()),
                Cash::new);
    }

    private static Shape<?, ?> sealed() {
        return Shape.of("sealed value object", Bill.class, chance -> new BillId(chance.uuid()))
                .tables("bills")
                .changing(
                        "part of one class",
                        bill -> bill.method =
                                new Card("4711", ((Card) bill.method).expiry(), ((Card) bill.method).holder()),
                        "update bills (method_number)")
                .changing(
                        "another class",
                        bill -> bill.method = new Iban("DE00"),
                        "update bills (method_account, method_expiry, method_holder, method_number, method_type)")
                .changing(
                        "a class without parts",
                        bill -> bill.fallback = new Cash(),
                        "update bills (fallback_expiry, fallback_holder, fallback_number, fallback_type)")
                .changing(
                        "becomes absent",
                        bill -> bill.fallback = null,
                        "update bills (fallback_expiry, fallback_holder, fallback_number, fallback_type)")
                .states((chance, id) -> {
                    Bill bill = new Bill(id, method(chance));
                    bill.fallback = chance.maybe(() -> method(chance));
                    return bill;
                });
    }

    // ---- the same, with every name configured; an abstract class whose subclasses are named

    record DonationId(UUID value) {}

    abstract static class Channel {
        private final String campaign;

        Channel(String campaign) {
            this.campaign = campaign;
        }

        String campaign() {
            return campaign;
        }
    }

    static final class Online extends Channel {
        private final String url;

        Online(String campaign, String url) {
            super(campaign);
            this.url = url;
        }
    }

    static final class ByPhone extends Channel {
        private final int extension;

        ByPhone(String campaign, int extension) {
            super(campaign);
            this.extension = extension;
        }
    }

    record Donation(DonationId id, long cents, Channel channel) {

        Donation through(Channel next) {
            return new Donation(id, cents, next);
        }
    }

    private static Shape<?, ?> configured() {
        return Shape.of(
                        "value object of an abstract class, configured",
                        Donation.class,
                        chance -> new DonationId(chance.uuid()))
                .mapped(keelson -> keelson.map(
                        Donation.class,
                        donation -> donation.property(
                                Donation::channel,
                                p -> p.prefix("via_")
                                        .discriminator("via", ColumnType.smallint())
                                        .subtype(
                                                Online.class,
                                                online -> online.discriminatorValue((short) 1)
                                                        .property("url", url -> url.column("link")))
                                        .subtype(ByPhone.class, phone -> phone.discriminatorValue((short) 2)))))
                .tables("donations")
                .replacing(
                        "part of one class",
                        donation ->
                                donation.through(new Online(donation.channel().campaign(), "elsewhere")),
                        "update donations (link)")
                .replacing(
                        "another class",
                        donation ->
                                donation.through(new ByPhone(donation.channel().campaign(), 1)),
                        "update donations (link, via, via_extension)")
                .states((chance, id) -> new Donation(
                        id,
                        chance.number(),
                        chance.either(
                                () -> new Online(chance.word(), chance.word()),
                                () -> new ByPhone(chance.word(), chance.number(100)))));
    }

    // ---- an identifier of one of several roots

    sealed interface Commentable permits PostId, PhotoId {}

    record PostId(UUID value) implements Commentable {}

    record PhotoId(UUID value) implements Commentable {}

    record Post(PostId id, String text) {}

    record Photo(PhotoId id, String place) {}

    record CommentId(UUID value) {}

    static final class Comment {
        private final CommentId id;
        private Commentable subject;
        private @Nullable Commentable seeAlso;
        private String text;

        Comment(CommentId id, Commentable subject, String text) {
            this.id = id;
            this.subject = subject;
            this.text = text;
        }
    }

    private static Commentable subject(Chance chance, Cast cast) {
        return chance.either(
                () -> cast.first(Post.class).id(), () -> cast.first(Photo.class).id());
    }

    private static Shape<?, ?> polymorphicIdentifier() {
        return Shape.of("identifier of one of several roots", Comment.class, chance -> new CommentId(chance.uuid()))
                .mapped(keelson -> keelson.map(Comment.class).map(Post.class).map(Photo.class))
                .tables("comments")
                .beside("posts", "photos")
                .others(chance -> List.of(
                        new Post(new PostId(chance.uuid()), chance.word()),
                        new Post(new PostId(chance.uuid()), chance.word()),
                        new Photo(new PhotoId(chance.uuid()), chance.word())))
                .changing(
                        "another of the same kind",
                        (comment, cast) ->
                                comment.subject = cast.last(Post.class).id(),
                        "update comments (subject_id)")
                .changing(
                        "another kind",
                        (comment, cast) ->
                                comment.subject = cast.first(Photo.class).id(),
                        "update comments (subject_id, subject_type)")
                .changing(
                        "becomes absent",
                        comment -> comment.seeAlso = null,
                        "update comments (see_also_id, see_also_type)")
                .states((chance, id, cast) -> {
                    Comment comment = new Comment(id, subject(chance, cast), chance.word());
                    comment.seeAlso = chance.maybe(() -> subject(chance, cast));
                    return comment;
                });
    }
}
