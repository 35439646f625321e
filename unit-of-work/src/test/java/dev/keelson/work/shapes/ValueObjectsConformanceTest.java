package dev.keelson.work.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.kernel.error.UnstorableValueException;
import dev.keelson.value.ColumnReader;
import dev.keelson.value.ColumnSpec;
import dev.keelson.value.ColumnType;
import dev.keelson.value.ColumnWriter;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.SqlUnitOfWork;
import dev.keelson.work.hydrate.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conformance: value objects, in roots and children, of one class and of several. */
@SuppressWarnings("NullAway.Init")
class ValueObjectsConformanceTest {

    sealed interface Power permits Battery, Solar, Manual {}

    record Battery(int volts, @Nullable String maker) implements Power {}

    record Solar(double area) implements Power {}

    record Manual() implements Power {}

    record Note(String text, @Nullable String by) {}

    record Plan(@Nullable Note note, Optional<Power> power, int days) {}

    /** Mutable, and of nothing but defaults when new. */
    static final class Settings {
        private int size;
        private boolean loud;
        private final List<String> presets = new ArrayList<>();
    }

    record Price(long cents) {}

    static final class Probe {
        private final UUID id;
        private @Nullable Power power;
        private Optional<Plan> plan = Optional.empty();
        private @Nullable Price price;

        Probe(UUID id) {
            this.id = id;
        }
    }

    abstract static class Owned {
        private @Nullable Note owner;
        private Note maker = new Note("m", null);

        void own(@Nullable Note next) {
            owner = next;
        }

        void make(Note next) {
            maker = next;
        }
    }

    static final class Device extends Owned {
        private final UUID id;
        private @Nullable Power power;
        private @Nullable Settings settings;
        private @Nullable Plan plan;
        private final List<Probe> probes = new ArrayList<>();
        private final Map<String, Plan> plans = new HashMap<>();

        Device(UUID id) {
            this.id = id;
        }
    }

    /** Refuses what is below nothing, and forgets what is priceless. */
    static final class PriceConverter implements ValueConverter<Price> {

        @Override
        public List<ColumnSpec> columns() {
            return List.of(ColumnSpec.of(ColumnType.bigint()), ColumnSpec.of("euros", ColumnType.bigint()));
        }

        @Override
        public void write(Price price, ColumnWriter columns) {
            if (price.cents() < 0) {
                throw new IllegalArgumentException("it is below nothing");
            }
            columns.set(0, price.cents());
            columns.set(1, price.cents() > 1_000_000 ? null : price.cents() / 100);
        }

        @Override
        public Price read(ColumnReader columns) {
            return new Price(columns.required(0, Long.class));
        }
    }

    private static Store store;

    private static KeelsonBuilder mapped() {
        return Keelson.builder().map(Device.class).converter(Price.class, new PriceConverter());
    }

    @BeforeAll
    static void create() {
        store = Store.of(ValueObjectsConformanceTest::mapped);
    }

    @AfterAll
    static void drop() {
        store.close();
    }

    private static Device device() {
        Device device = new Device(UUID.randomUUID());
        device.probes.add(new Probe(UUID.randomUUID()));
        return device;
    }

    private static Device stored(Device device) {
        store.save(device);
        return device;
    }

    private static List<String> writtenAfter(Device stored, Consumer<Device> change) {
        try (SqlUnitOfWork work = store.begin()) {
            Device device = work.get(Device.class, stored.id);
            change.accept(device);
            store.wire().reset();
            work.commit();
            List<String> written = Written.on(store.wire());
            assertThat(StateText.of(store.load(Device.class, stored.id))).isEqualTo(StateText.of(device));
            return written;
        }
    }

    @Test
    void none_stays_none_and_one_of_hardly_anything_stays_one_through_save_load_and_save() { // 66
        Device device = stored(device());
        assertThat(writtenAfter(device, same -> {})).isEmpty();
        assertThat(writtenAfter(device, changed -> {
                    changed.power = new Battery(0, null);
                    changed.plan = new Plan(null, Optional.empty(), 0);
                    changed.own(new Note("", null));
                    changed.plans.put("", new Plan(new Note("", null), Optional.of(new Manual()), 0));
                }))
                .hasSize(2);
        assertThat(writtenAfter(device, same -> {})).isEmpty();
        assertThat(writtenAfter(device, changed -> changed.probes.get(0).power = new Manual()))
                .containsExactly("update devices (version)", "update device_probes (power_type)");
        assertThat(writtenAfter(device, changed -> {
                    changed.power = null;
                    changed.plan = null;
                }))
                .hasSize(1);
    }

    @Test
    void an_equal_one_is_no_change_and_one_part_changed_is_that_column_only() { // 67
        Device device = device();
        device.power = new Battery(12, "Acme");
        device.probes.get(0).plan = Optional.of(new Plan(new Note("a", "b"), Optional.of(new Battery(1, null)), 3));
        stored(device);
        assertThat(writtenAfter(device, changed -> {
                    changed.power = new Battery(12, new String("Acme"));
                    changed.make(new Note("m", null));
                }))
                .isEmpty();
        assertThat(writtenAfter(device, changed -> changed.power = new Battery(13, "Acme")))
                .containsExactly("update devices (power_volts, version)");
        assertThat(writtenAfter(
                        device,
                        changed -> changed.probes.get(0).plan =
                                Optional.of(new Plan(new Note("a", "c"), Optional.of(new Battery(1, null)), 3))))
                .containsExactly("update devices (version)", "update device_probes (plan_note_by)");
    }

    @Test
    void one_type_lies_twice_two_deep_and_in_a_superclass_in_columns_of_its_own() { // 68
        assertThat(store.database()
                        .query("select string_agg(column_name, ' ' order by ordinal_position)"
                                + " from information_schema.columns where table_name = 'devices'"))
                .containsExactly(List.of("id owner_text owner_by maker_text maker_by power_type power_volts power_maker"
                        + " power_area settings_size settings_loud plan_note_text plan_note_by plan_power_type"
                        + " plan_power_volts plan_power_maker plan_power_area plan_days version"));
    }

    record Doll(String name, Optional<Doll> inside) {}

    record Puppet(UUID id, Doll doll, List<Doll> dolls) {}

    @Test
    void one_that_contains_itself_is_refused_at_start() { // 69
        assertThatThrownBy(() -> Keelson.builder().map(Puppet.class).schema())
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll(
                        "Puppet.doll.inside: a Doll contains itself", "Puppet.dolls.inside: a Doll contains itself");
    }

    record Twice(UUID id, Note one, Note two) {}

    @Test
    void two_in_the_same_columns_are_refused_at_start_with_both_named() { // 70
        assertThatThrownBy(() -> Keelson.builder()
                        .map(
                                Twice.class,
                                twice -> twice.property("one", p -> p.prefix("note_"))
                                        .property("two", p -> p.prefix("note_")))
                        .schema())
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll("Twice.two.text", "'one.text'", "Twice.two.by", "'one.by'");
    }

    private static void refused(Price price, String problem) {
        Device device = device();
        device.probes.add(new Probe(UUID.randomUUID()));
        device.probes.get(1).price = price;
        try (SqlUnitOfWork work = store.begin()) {
            work.add(device);
            assertThatThrownBy(work::commit)
                    .isInstanceOf(UnstorableValueException.class)
                    .hasMessageContainingAll("Device.probes[1].price", device.id.toString(), problem);
            assertThat(store.wire().statements()).isEmpty();
            work.discard();
        }
    }

    @Test
    void a_converter_that_throws_or_leaves_a_required_column_null_is_told_with_property_and_id() { // 71
        refused(new Price(-1), "it is below nothing");
        refused(new Price(1_000_001), "left a required column null");
    }

    @Test
    void one_of_nothing_but_defaults_is_there_after_none_was() { // 73
        Device device = device();
        device.settings = new Settings();
        device.settings.loud = true;
        device.settings.presets.add("x");
        stored(device);
        writtenAfter(device, changed -> changed.settings = null);
        assertThat(store.load(Device.class, device.id).settings).isNull();
        writtenAfter(device, changed -> changed.settings = new Settings());
        assertThat(store.load(Device.class, device.id).settings).isNotNull();
    }
}
