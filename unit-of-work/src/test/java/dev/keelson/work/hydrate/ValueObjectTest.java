package dev.keelson.work.hydrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.JooqConverters;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Converter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Value objects keep what they are on the way to a real database and back. */
@NullMarked
@SuppressWarnings("NullAway.Init")
class ValueObjectTest {

    /** Mutable, and of nothing but defaults when new. */
    static final class Settings {
        int size;
        boolean loud;

        @Nullable
        String motto;
    }

    record Inner(String text, @Nullable String note) {}

    record Outer(@Nullable Inner inner, Optional<Inner> spare, int depth) {}

    record Temperature(double celsius) {}

    static final class Device {
        private final UUID id;
        private @Nullable Settings settings;
        private @Nullable Outer outer;
        private @Nullable Temperature temperature;
        private @Nullable URI home;

        Device(UUID id) {
            this.id = id;
        }
    }

    /** Refuses what is too cold, and forgets what is too hot. */
    static final class TemperatureConverter implements ValueConverter<Temperature> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of("c", ColumnType.doublePrecision()), ColumnSpec.of("k", ColumnType.real()));
        }

        @Override
        public void write(Temperature temperature, ColumnWriter columns) {
            if (temperature.celsius() < -273.15) {
                throw new IllegalArgumentException("it is colder than cold");
            }
            columns.set(0, temperature.celsius());
            columns.set(1, temperature.celsius() > 1e9 ? null : (float) temperature.celsius());
        }

        @Override
        public Temperature read(ColumnReader columns) {
            return new Temperature(columns.required(0, Double.class));
        }
    }

    private static final Converter<String, URI> JOOQ =
            Converter.ofNullable(String.class, URI.class, URI::create, URI::toString);

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder()
                .map(
                        Device.class,
                        device -> device.property("temperature", p -> p.converter(new TemperatureConverter()))
                                .property("home", p -> p.converter(JooqConverters.of(JOOQ, ColumnType.text()))));
    }

    @BeforeAll
    static void create() {
        store = Store.of(ValueObjectTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Device savedAndLoaded(Device device) {
        store.save(device);
        return store.load(Device.class, device.id);
    }

    @Test
    void none_stays_none_at_every_level() { // 66
        Device device = new Device(UUID.randomUUID());
        assertThat(savedAndLoaded(device)).usingRecursiveComparison().isEqualTo(device);
        device = new Device(UUID.randomUUID());
        device.outer = new Outer(null, Optional.empty(), 0);
        assertThat(savedAndLoaded(device)).usingRecursiveComparison().isEqualTo(device);
        device = new Device(UUID.randomUUID());
        device.outer = new Outer(new Inner("", null), Optional.of(new Inner("x", "y")), 0);
        assertThat(savedAndLoaded(device)).usingRecursiveComparison().isEqualTo(device);
    }

    @Test
    void one_of_nothing_but_defaults_is_there_after_none_was() { // 73
        Device device = new Device(UUID.randomUUID());
        store.save(device);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Device.class, device.id).settings = new Settings();
            work.commit();
        }
        device.settings = new Settings();
        assertThat(store.load(Device.class, device.id))
                .usingRecursiveComparison()
                .isEqualTo(device);
        try (SqlUnitOfWork work = store.begin()) {
            work.get(Device.class, device.id).settings = null;
            work.commit();
        }
        assertThat(store.load(Device.class, device.id).settings).isNull();
    }

    @Test
    void one_inner_value_changed_is_one_column_written() { // 67
        Device device = new Device(UUID.randomUUID());
        device.outer = new Outer(new Inner("a", "b"), Optional.empty(), 1);
        store.save(device);
        try (SqlUnitOfWork work = store.begin()) {
            Device loaded = work.get(Device.class, device.id);
            loaded.outer = new Outer(new Inner("a", "b"), Optional.empty(), 1);
            assertThat(work.plan()).as("equal, but another").hasToString("nothing to commit");
            loaded.outer = new Outer(new Inner("a", "c"), Optional.empty(), 1);
            assertThat(work.plan().operations().get(1).columns().keySet())
                    .containsExactly("outer_inner_note", "version");
            work.commit();
        }
        assertThat(store.load(Device.class, device.id).outer)
                .isEqualTo(new Outer(new Inner("a", "c"), Optional.empty(), 1));
    }

    @Test
    void converters_carry_values_to_several_columns_and_to_one() {
        Device device = new Device(UUID.randomUUID());
        device.temperature = new Temperature(36.6);
        device.home = URI.create("https://example.org/?a=b");
        assertThat(savedAndLoaded(device)).usingRecursiveComparison().isEqualTo(device);
        assertThat(store.database()
                        .query("select temperature_c, temperature_k, home from devices where id = ?", device.id))
                .isEqualTo(List.of(List.of(36.6, 36.6f, "https://example.org/?a=b")));
    }

    @Test
    void a_converter_that_throws_is_told_with_property_and_id_and_nothing_is_written() { // 71
        assertThat(refused(new Temperature(-300)))
                .isEqualTo("Device.temperature, found Temperature: it is colder than cold.");
    }

    @Test
    void a_converter_that_leaves_a_required_column_null_is_told_with_property_and_id() { // 71
        assertThat(refused(new Temperature(1e10)))
                .isEqualTo("Device.temperature, found Temperature: its converter left a required column null, 'k'.");
    }

    private static String refused(Temperature temperature) {
        Device device = new Device(UUID.randomUUID());
        device.temperature = temperature;
        try (SqlUnitOfWork work = store.begin()) {
            work.add(device);
            UnstorableValueException refused = catchThrowableOfType(UnstorableValueException.class, work::commit);
            work.discard();
            assertThat(store.wire().statements()).isEmpty();
            assertThat(refused.id()).contains(device.id);
            return refused.getMessage()
                    .replace(" of id " + device.id, "")
                    .replaceAll("Cannot store (.*) Nothing was written.*", "$1");
        }
    }
}
