package dev.keelson.work.programs;

import dev.keelson.work.programs.Booking.BookingId;
import dev.keelson.work.programs.Booking.Card;
import dev.keelson.work.programs.Booking.Cash;
import dev.keelson.work.programs.Booking.Extra;
import dev.keelson.work.programs.Booking.Receipt;
import dev.keelson.work.programs.Member.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of bookings. */
final class BookingChanges implements Changes<Booking> {

    @Override
    public Class<Booking> type() {
        return Booking.class;
    }

    @Override
    public @Nullable Booking create(Scene scene) {
        Chance chance = scene.chance();
        BookingId id = new BookingId(chance.date(), chance.any(List.of("A", "b")), chance.number(2));
        return scene.living(Member.class).isEmpty() || scene.lives(Booking.class, id)
                ? null
                : new Booking(id, holder(scene));
    }

    private static MemberId holder(Scene scene) {
        return (MemberId) scene.chance().any(scene.living(Member.class)).id();
    }

    @Override
    public Booking copy(Booking booking, Scene scene) {
        Booking copy = new Booking(booking.id, booking.holder);
        copy.revision = scene.chance().number(100);
        copy.method = booking.method;
        copy.receipt = booking.receipt;
        copy.extras.addAll(booking.extras);
        return copy;
    }

    @Override
    public List<Change<Booking>> all() {
        return List.of(
                Change.of("holder", (booking, scene) -> {
                    if (!scene.living(Member.class).isEmpty()) {
                        booking.holder = holder(scene);
                    }
                }),
                Change.of(
                        "card",
                        (booking, scene) -> booking.method =
                                new Card(scene.chance().word(), scene.chance().number(2))),
                Change.of("cash", (booking, scene) -> booking.method = new Cash()),
                Change.of(
                        "receipt",
                        (booking, scene) -> booking.receipt = scene.chance()
                                .maybe(() -> new Receipt(
                                        scene.chance().money(), scene.chance().word()))),
                Change.of("extra", (booking, scene) -> {
                    int no = scene.chance().number(5);
                    booking.extras.removeIf(extra -> extra.no() == no);
                    booking.extras.add(
                            new Extra(no, scene.chance().word(), scene.chance().number(2)));
                }),
                Change.of("no extra", (booking, scene) -> scene.chance().take(booking.extras)),
                Change.of("shuffle extras", (booking, scene) -> scene.chance().shuffle(booking.extras)));
    }

    @Override
    public boolean mend(Booking booking, Scene scene) {
        if (scene.lives(Member.class, booking.holder)) {
            return true;
        }
        if (scene.living(Member.class).isEmpty()) {
            return false;
        }
        booking.holder = holder(scene);
        return true;
    }
}
