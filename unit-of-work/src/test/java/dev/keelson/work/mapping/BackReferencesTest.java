package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.Keelson;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ways back to one class of a hierarchy, rather than to the type that its classes have in common. */
@NullMarked
class BackReferencesTest {

    static final class Ship {
        final UUID id;
        final List<Module> modules = new ArrayList<>();

        Ship(UUID id) {
            this.id = id;
        }
    }

    abstract static sealed class Module {
        final UUID id;

        Module(UUID id) {
            this.id = id;
        }
    }

    static final class Radio extends Module {
        final List<Channel> channels = new ArrayList<>();

        Radio(UUID id) {
            super(id);
        }
    }

    static final class Engine extends Module {
        final int power;

        Engine(UUID id, int power) {
            super(id);
            this.power = power;
        }
    }

    static final class Channel {
        final UUID id;
        final int frequency;

        @Nullable
        Radio radio;

        Channel(UUID id, int frequency) {
            this.id = id;
            this.frequency = frequency;
        }
    }

    @Test
    void a_way_back_to_one_class_of_a_hierarchy_leads_to_its_owner() {
        Ship ship = new Ship(UUID.randomUUID());
        Radio radio = new Radio(UUID.randomUUID());
        radio.channels.add(new Channel(UUID.randomUUID(), 16));
        radio.channels.get(0).radio = radio;
        ship.modules.add(new Engine(UUID.randomUUID(), 900));
        ship.modules.add(radio);
        try (Store store = Store.of(() -> Keelson.builder().map(Ship.class))) {
            try (SqlUnitOfWork work = store.begin()) {
                work.add(ship);
                work.commit();
            }
            try (SqlUnitOfWork work = store.begin()) {
                Radio loaded = (Radio) work.get(Ship.class, ship.id).modules.get(1);
                assertThat(loaded.channels)
                        .extracting(channel -> channel.frequency)
                        .containsExactly(16);
                assertThat(loaded.channels.get(0).radio).isSameAs(loaded);
                assertThat(work.commit().isEmpty()).isTrue();
            }
        }
    }
}
