package dev.keelson.work.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The names of the parameters of a constructor or factory method: from the record's header, from {@code -parameters},
 * else from the class file's local-variable table, which debug information brings.
 */
final class ParameterNames {

    private ParameterNames() {}

    /** The names in order, or empty where the class file does not tell them. */
    static Optional<List<String>> of(Executable executable) {
        if (executable.getParameterCount() == 0) {
            return Optional.of(List.of());
        }
        Class<?> type = executable.getDeclaringClass();
        if (executable instanceof Constructor<?> constructor && type.isRecord() && isCanonical(constructor)) {
            List<String> names = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                names.add(component.getName());
            }
            return Optional.of(names);
        }
        Parameter[] parameters = executable.getParameters();
        if (parameters[0].isNamePresent()) {
            List<String> names = new ArrayList<>();
            for (Parameter parameter : parameters) {
                names.add(parameter.getName());
            }
            return Optional.of(names);
        }
        return fromLocalVariables(executable);
    }

    static boolean isCanonical(Constructor<?> constructor) {
        RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
        Class<?>[] types = constructor.getParameterTypes();
        if (types.length != components.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (types[i] != components[i].getType()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<List<String>> fromLocalVariables(Executable executable) {
        Class<?> type = executable.getDeclaringClass();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            if (bytes == null) {
                return Optional.empty();
            }
            Variables variables = new Variables(executable);
            new ClassReader(bytes).accept(variables, ClassReader.SKIP_FRAMES);
            return Stream.of(variables.names).allMatch(name -> name != null)
                    ? Optional.of(List.of(variables.names))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the class file of " + type.getName(), failure);
        }
    }

    /** Collects the local variables that are the parameters, by their slot. */
    private static final class Variables extends ClassVisitor {

        private final String name;
        private final String descriptor;
        private final int[] slots;
        private final @Nullable String[] names;

        Variables(Executable executable) {
            super(Opcodes.ASM9);
            this.name = executable instanceof Method method ? method.getName() : "<init>";
            this.descriptor = executable instanceof Constructor<?> constructor
                    ? Type.getConstructorDescriptor(constructor)
                    : Type.getMethodDescriptor((Method) executable);
            Type[] types = Type.getArgumentTypes(descriptor);
            this.slots = new int[types.length];
            this.names = new String[types.length];
            int slot = Modifier.isStatic(executable.getModifiers()) ? 0 : 1;
            for (int i = 0; i < types.length; i++) {
                slots[i] = slot;
                slot += types[i].getSize();
            }
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String method, String desc, @Nullable String signature, String @Nullable [] exceptions) {
            if (!method.equals(name) || !desc.equals(descriptor)) {
                return null;
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLocalVariable(
                        String variable, String type, @Nullable String generic, Label start, Label end, int slot) {
                    int parameter = Arrays.binarySearch(slots, slot);
                    if (parameter >= 0 && names[parameter] == null) {
                        names[parameter] = variable;
                    }
                }
            };
        }
    }
}
