package dev.keelson.codegen;

import dev.keelson.kernel.error.MappingException;
import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.tables.MappedTables;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A mapping of the application's, as generated code asks it again when the application runs. Immutable. */
final class LoadedMapping {

    /** What does with a builder what the mapping says. */
    @FunctionalInterface
    private interface Mapping {
        void accept(KeelsonBuilder builder) throws ReflectiveOperationException;
    }

    private final MappingName name;
    private final Class<?> type;
    private final Mapping mapping;

    private LoadedMapping(MappingName name, Class<?> type, Mapping mapping) {
        this.name = name;
        this.type = type;
        this.mapping = mapping;
    }

    /**
     * Loads a mapping.
     *
     * @param packageName the package of the code that will ask it
     * @throws CodegenException if there is no such mapping, or that code cannot reach it
     */
    static LoadedMapping of(MappingName name, Classes classes, String packageName) {
        Class<?> type = classes.find(name.type());
        if (type == null) {
            throw new CodegenException("Cannot find the mapping class " + name.type()
                    + ": it is neither on the class path nor below --sources. Compile it before, or name the source"
                    + " folder that has it: --sources src/main/java.");
        }
        if (!TypeNames.isNameable(type, packageName)) {
            throw unreachable(name, "the class is not public", packageName);
        }
        return new LoadedMapping(
                name,
                type,
                name.method() == null ? ofClass(name, type, packageName) : ofMethod(name, type, packageName));
    }

    @SuppressWarnings("unchecked") // what it consumes shows when it is called
    private static Mapping ofClass(MappingName name, Class<?> type, String packageName) {
        if (!Consumer.class.isAssignableFrom(type)) {
            throw new CodegenException("Cannot use " + name
                    + " as a mapping: it is no Consumer<KeelsonBuilder>. Implement it, public void"
                    + " accept(KeelsonBuilder keelson) { keelson.map(...); }, or name a static method that takes the"
                    + " builder: " + name + "::mapping.");
        }
        Constructor<?> constructor;
        try {
            constructor = type.getDeclaredConstructor();
        } catch (NoSuchMethodException missing) {
            throw new CodegenException(
                    "Cannot make a " + name
                            + ": it has no constructor without parameters. Give it one, or name a static"
                            + " method that takes the builder: " + name + "::mapping.",
                    missing);
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new CodegenException("Cannot make a " + name + ": it is abstract. Name a class that is not.");
        }
        requireReachable(name, constructor, "its constructor", packageName);
        constructor.setAccessible(true);
        return builder -> ((Consumer<KeelsonBuilder>) constructor.newInstance()).accept(builder);
    }

    private static Mapping ofMethod(MappingName name, Class<?> type, String packageName) {
        Method method;
        try {
            method = type.getDeclaredMethod(String.valueOf(name.method()), KeelsonBuilder.class);
        } catch (NoSuchMethodException missing) {
            throw new CodegenException(
                    "Cannot find the method " + name + ": " + name.type() + " has none of this name that takes just a"
                            + " KeelsonBuilder. Write it: public static void " + name.method()
                            + "(KeelsonBuilder keelson) { keelson.map(...); }.",
                    missing);
        }
        if (!Modifier.isStatic(method.getModifiers())) {
            throw new CodegenException("Cannot call " + name + ": it is not static. Make it static, or have "
                    + name.type() + " implement Consumer<KeelsonBuilder> and name the class alone.");
        }
        requireReachable(name, method, "the method", packageName);
        method.setAccessible(true);
        return builder -> method.invoke(null, builder);
    }

    private static <M extends Member & AnnotatedElement> void requireReachable(
            MappingName name, M member, String what, String packageName) {
        int modifiers = member.getModifiers();
        boolean isBeside = member.getDeclaringClass().getPackageName().equals(packageName);
        if (!Modifier.isPublic(modifiers) && (!isBeside || Modifier.isPrivate(modifiers))) {
            throw unreachable(name, what + " is not public", packageName);
        }
    }

    private static CodegenException unreachable(MappingName name, String why, String packageName) {
        return new CodegenException("Cannot use " + name + " from the package " + packageName + ": " + why
                + ", and the generated tables ask it when the application runs. Make it public.");
    }

    /**
     * The tables that it maps.
     *
     * @throws CodegenException if it has faults
     */
    MappedTables tables() {
        KeelsonBuilder builder = Keelson.builder();
        try {
            mapping.accept(builder);
            return builder.schema().tables();
        } catch (MappingException faults) {
            throw new CodegenException("Cannot map by " + name + ": " + faults.getMessage(), faults);
        } catch (InvocationTargetException failed) {
            throw failed(failed.getCause() == null ? failed : failed.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failed) {
            throw failed(failed);
        }
    }

    private CodegenException failed(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return new CodegenException(
                "Cannot map by " + name + ": it failed with " + failure
                        + (trace.length == 0 ? "" : " at " + trace[0])
                        + ". It is called without a database and without what wires the application; let it do"
                        + " without.",
                failure);
    }

    /** Its class, whose package may hold other code. */
    Class<?> type() {
        return type;
    }

    /** How Java calls it with a builder of this name. */
    String call(String typeName, String builder) {
        @Nullable String method = name.method();
        return method == null
                ? "new " + typeName + "().accept(" + builder + ")"
                : typeName + "." + method + "(" + builder + ")";
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
