package dev.keelson.work.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.work.mapping.build.ModelBuilder;
import dev.keelson.work.model.AggregateModel;
import dev.keelson.work.model.ObjectModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which constructor hydration goes through. */
@NullMarked
class CreatorsTest {

    static final class MostParameters {
        private final UUID id;
        private String name;
        private @Nullable String note;
        private transient boolean fresh;

        MostParameters(UUID id) {
            this(id, "");
        }

        private MostParameters(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        MostParameters(UUID id, String name, boolean fresh) {
            this(id, name);
            this.fresh = fresh;
        }
    }

    static final class NoArguments {
        private @Nullable UUID id;
        private final List<String> notes = new ArrayList<>();

        private NoArguments() {}

        NoArguments(String firstNote) {
            notes.add(firstNote);
        }
    }

    static final class Tie {
        private final UUID id;
        private @Nullable String name;
        private int size;

        Tie(UUID id, String name) {
            this.id = id;
            this.name = name;
        }

        Tie(UUID id, int size) {
            this.id = id;
            this.size = size;
        }
    }

    static final class Wider {
        private final UUID id;
        private List<String> names;

        Wider(Object id, Collection<String> names) {
            this.id = (UUID) id;
            this.names = new ArrayList<>(names);
        }
    }

    record Compact(UUID id, String name) {
        Compact(UUID id) {
            this(id, "nobody");
        }
    }

    static final class WrongType {
        private final UUID id;
        private final int size;

        WrongType(UUID id, String size) {
            this.id = id;
            this.size = Integer.parseInt(size);
        }
    }

    private static <A> List<String> parametersOf(Class<A> type, AggregateMapping<A> mapping) {
        ModelBuilder builder = new ModelBuilder();
        builder.add(type, mapping);
        AggregateModel model =
                ModelText.model(builder, LiveColumns.NONE).find(type).orElseThrow();
        ObjectModel object = (ObjectModel) model.shape();
        return object.creator().parameters().stream()
                .map(parameter -> object.properties().get(parameter).name())
                .toList();
    }

    private static <A> String fault(Class<A> type, AggregateMapping<A> mapping) {
        ModelBuilder builder = new ModelBuilder();
        builder.add(type, mapping);
        return FaultsTest.faults(builder);
    }

    @Test
    void the_one_with_most_persistent_parameters_and_no_others_is_taken() {
        assertThat(parametersOf(MostParameters.class, all -> {})).containsExactly("id", "name");
    }

    @Test
    void configuration_names_another_by_its_parameters() {
        assertThat(parametersOf(MostParameters.class, all -> all.constructor("id")))
                .containsExactly("id");
    }

    @Test
    void a_constructor_without_arguments_is_the_last_resort() {
        assertThat(parametersOf(NoArguments.class, all -> {})).isEmpty();
    }

    @Test
    void of_a_record_it_is_the_canonical_one() {
        assertThat(parametersOf(Compact.class, all -> {})).containsExactly("id", "name");
    }

    @Test
    void parameters_may_be_declared_wider_than_their_properties() {
        assertThat(parametersOf(Wider.class, all -> {})).containsExactly("id", "names");
    }

    @Test
    void a_tie_is_a_fault_and_configuration_decides_it() {
        assertThat(fault(Tie.class, all -> {}))
                .isEqualTo("Tie: two constructors of Tie take the same number of persistent properties; say which one"
                        + " to use: .constructor(\"first\", \"second\", ...)\n");
        assertThat(parametersOf(Tie.class, all -> all.constructor("id", "size")))
                .containsExactly("id", "size");
    }

    @Test
    void a_parameter_of_another_type_than_its_property_is_none() {
        assertThat(fault(WrongType.class, all -> {}))
                .isEqualTo("WrongType: no usable constructor: " + WrongType.class.getName() + " has none whose"
                        + " parameters are all persistent properties and cover the final ones (id, size): WrongType(id,"
                        + " size) takes 'size' as String instead of int; add such a constructor (private is fine), or"
                        + " make the fields non-final and add a private no-argument one\n");
    }

    @Test
    void a_configured_constructor_that_is_not_there_is_told_by_the_names_asked_for() {
        assertThat(fault(MostParameters.class, all -> all.constructor("id", "nmae")))
                .contains("(id, nmae)");
    }
}
