package dev.keelson.testing;

import dev.keelson.kernel.WorkContext;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.schema.Schema;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What a {@link KeelsonTest} says of its mapping, and how else the kit does it where it says no more than that. */
final class Stage {

    private final String name;
    private final KeelsonStage said;
    private final List<Class<?>> mapped;

    /** Maps nothing: in the place of a stage where {@code map} says all. */
    static final class NothingElse implements Consumer<KeelsonBuilder> {

        @Override
        public void accept(KeelsonBuilder keelson) {
            // all is said by convention
        }
    }

    private Stage(String name, KeelsonStage said, List<Class<?>> mapped) {
        this.name = name;
        this.said = said;
        this.mapped = mapped;
    }

    /**
     * The stage of a test class.
     *
     * @throws ExtensionConfigurationException if nothing is mapped, or the stage cannot be constructed
     */
    static Stage of(Class<?> test, KeelsonTest annotation) {
        List<Class<?>> mapped = List.of(annotation.map());
        Class<? extends Consumer<KeelsonBuilder>> type = annotation.value();
        if (type == NothingElse.class && mapped.isEmpty()) {
            throw new ExtensionConfigurationException("@KeelsonTest on " + test.getName()
                    + " says nothing of what is mapped. Name the class that says it, @KeelsonTest(ShopStage.class), or"
                    + " what is mapped by convention, @KeelsonTest(map = Order.class).");
        }
        String by = type == NothingElse.class ? "" : type.getName();
        String besides = mapped.stream().map(Class::getName).collect(Collectors.joining(", ", "[", "]"));
        return new Stage(mapped.isEmpty() ? by : by + besides, staged(made(type)), mapped);
    }

    private static KeelsonStage staged(Consumer<KeelsonBuilder> mapping) {
        return mapping instanceof KeelsonStage stage ? stage : mapping::accept;
    }

    private static <T> T made(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException thrown) {
            throw new ExtensionConfigurationException(
                    "Cannot construct the stage " + type.getName() + ": " + thrown.getCause(), thrown.getCause());
        } catch (ReflectiveOperationException | RuntimeException impossible) {
            throw new ExtensionConfigurationException(
                    "Cannot construct the stage " + type.getName()
                            + ": it has no constructor without parameters that could be called. Give it one, and make a"
                            + " class within another one static.",
                    impossible);
        }
    }

    /** What messages call it. */
    String name() {
        return name;
    }

    /**
     * Builds the Keelson.
     *
     * @param watched what is said to its builder besides
     */
    Keelson build(DataSource pool, Consumer<KeelsonBuilder> watched) {
        try {
            return said.build(pool, builder -> {
                mapped.forEach(builder::map);
                watched.accept(builder);
            });
        } catch (RuntimeException failure) {
            throw failed("be built on its tables", failure);
        }
    }

    Supplier<Schema> schema() {
        return () -> {
            KeelsonBuilder builder = Keelson.builder();
            try {
                said.accept(builder);
                mapped.forEach(builder::map);
            } catch (RuntimeException failure) {
                throw failed("say what is mapped", failure);
            }
            return builder.schema();
        };
    }

    void prepare(DataSource owner, Supplier<Schema> schema) throws SQLException {
        said.prepare(owner, schema);
    }

    WorkContext context(int test) {
        return said.context(test);
    }

    Optional<DataSource> ownDatabase() {
        return said.ownDatabase();
    }

    /**
     * What a method of it gave.
     *
     * @throws ExtensionConfigurationException if that is null
     */
    <T> T given(String method, @Nullable T result) {
        if (result == null) {
            throw new ExtensionConfigurationException("The stage " + name + " gave null by " + method
                    + ". Give what its description says, or leave the method out.");
        }
        return result;
    }

    ExtensionConfigurationException failed(String tried, Exception failure) {
        if (failure instanceof ExtensionConfigurationException told) {
            return told;
        }
        return new ExtensionConfigurationException(
                "The stage " + name + " could not " + tried + ": " + failure.getMessage(), failure);
    }
}
