package dev.keelson.work.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
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
 * The names of a constructor's parameters: from the record's header, from {@code -parameters}, else from the class
 * file's local-variable table, which debug information brings.
 */
final class ParameterNames {

    private ParameterNames() {}

    /** The names in order, or empty where the class file does not tell them. */
    static Optional<List<String>> of(Constructor<?> constructor) {
        if (constructor.getParameterCount() == 0) {
            return Optional.of(List.of());
        }
        Class<?> type = constructor.getDeclaringClass();
        if (type.isRecord() && isCanonical(constructor)) {
            return Optional.of(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList());
        }
        Parameter[] parameters = constructor.getParameters();
        if (parameters[0].isNamePresent()) {
            return Optional.of(Stream.of(parameters).map(Parameter::getName).toList());
        }
        return fromLocalVariables(constructor);
    }

    static boolean isCanonical(Constructor<?> constructor) {
        RecordComponent[] components = constructor.getDeclaringClass().getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return Arrays.equals(types, constructor.getParameterTypes());
    }

    private static Optional<List<String>> fromLocalVariables(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            if (bytes == null) {
                return Optional.empty();
            }
            Variables variables = new Variables(constructor);
            new ClassReader(bytes).accept(variables, ClassReader.SKIP_FRAMES);
            return Stream.of(variables.names).allMatch(name -> name != null)
                    ? Optional.of(List.of(variables.names))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the class file of " + type.getName(), failure);
        }
    }

    /** Collects the local variables that are the constructor's parameters, by their slot. */
    private static final class Variables extends ClassVisitor {

        private final String descriptor;
        private final int[] slots;
        private final @Nullable String[] names;

        Variables(Constructor<?> constructor) {
            super(Opcodes.ASM9);
            this.descriptor = Type.getConstructorDescriptor(constructor);
            Type[] types = Type.getArgumentTypes(descriptor);
            this.slots = new int[types.length];
            this.names = new String[types.length];
            int slot = 1;
            for (int i = 0; i < types.length; i++) {
                slots[i] = slot;
                slot += types[i].getSize();
            }
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String desc, @Nullable String signature, String @Nullable [] exceptions) {
            if (!name.equals("<init>") || !desc.equals(descriptor)) {
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
