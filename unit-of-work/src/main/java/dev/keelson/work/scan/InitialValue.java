package dev.keelson.work.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The number that a field has at first, as {@code private long id = -1;} says it, read off the class file: a compiler puts it
 * into every constructor that calls one of the superclass, before anything else is done to the field.
 */
public final class InitialValue {

    private InitialValue() {}

    /** The number, or empty where the field begins with none that is a constant: with zero or null, or with what is made. */
    public static Optional<Long> of(Field field) {
        Class<?> type = field.getDeclaringClass();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            if (bytes == null) {
                return Optional.empty();
            }
            Constructors constructors = new Constructors(field);
            new ClassReader(bytes).accept(constructors, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return constructors.common();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read the class file of " + type.getName(), failure);
        }
    }

    /** Collects what each constructor first puts into the field. */
    private static final class Constructors extends ClassVisitor {

        private final String owner;
        private final Field field;
        private final Set<Optional<Long>> first = new HashSet<>();

        Constructors(Field field) {
            super(Opcodes.ASM9);
            this.owner = Type.getInternalName(field.getDeclaringClass());
            this.field = field;
        }

        Optional<Long> common() {
            return first.size() == 1 ? first.iterator().next() : Optional.empty();
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String method, String desc, @Nullable String signature, String @Nullable [] exceptions) {
            return method.equals("<init>") ? new Constructor() : null;
        }

        /** Remembers a constant as long as the next instruction may put it into the field. */
        private final class Constructor extends MethodVisitor {

            private @Nullable Long constant;
            private Optional<Long> put = Optional.empty();
            private boolean isPut;
            private boolean delegating;

            Constructor() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
                    constant = (long) opcode - Opcodes.ICONST_0;
                } else if (opcode == Opcodes.LCONST_0 || opcode == Opcodes.LCONST_1) {
                    constant = (long) opcode - Opcodes.LCONST_0;
                } else if (opcode != Opcodes.I2L && opcode != Opcodes.I2S && opcode != Opcodes.I2B) {
                    constant = null;
                }
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                constant = opcode == Opcodes.NEWARRAY ? null : (Long) (long) operand;
            }

            @Override
            public void visitLdcInsn(Object value) {
                constant = value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : null;
            }

            @Override
            public void visitFieldInsn(int opcode, String target, String name, String descriptor) {
                boolean puts = opcode == Opcodes.PUTFIELD && target.equals(owner) && name.equals(field.getName());
                if (puts && !isPut) {
                    put = Optional.ofNullable(constant);
                    isPut = true;
                }
                constant = null;
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String target, String name, String descriptor, boolean isInterface) {
                delegating |= name.equals("<init>") && target.equals(owner) && !isPut;
                boolean boxes =
                        opcode == Opcodes.INVOKESTATIC && name.equals("valueOf") && target.startsWith("java/lang/");
                constant = boxes ? constant : null;
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                constant = null;
            }

            @Override
            public void visitLabel(Label label) {
                constant = null; // whoever comes from elsewhere brings another
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                constant = null;
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                constant = null;
            }

            @Override
            public void visitEnd() {
                if (!delegating) {
                    first.add(put);
                }
            }
        }
    }
}
