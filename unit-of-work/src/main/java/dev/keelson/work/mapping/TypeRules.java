package dev.keelson.work.mapping;

import dev.keelson.kernel.Internal;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.scan.Nearest;
import dev.keelson.work.scan.Types;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One rule for all properties of a type, so that nothing has to be said field by field: a converter, or that it wraps
 * another value and lies as that one does. A correction of one property goes first. Used by one thread.
 */
@Internal
public final class TypeRules {

    private final Map<Class<?>, ValueConverter<?>> converters = new HashMap<>();
    private final Map<Class<?>, WrapperRule> wrappers = new HashMap<>();

    /** How a generic class wraps the value that one of its type parameters names. */
    private record WrapperRule(int argument, Function<Object, ?> unwrap, Function<Object, ?> wrap) {}

    /**
     * Stores all values of a class by this converter; those of subclasses not. A primitive goes with its box.
     *
     * @throws IllegalArgumentException if the class has a rule before
     */
    public <V> TypeRules converter(Class<V> type, ValueConverter<V> converter) {
        refuseSecond(type);
        converters.put(boxed(type), converter);
        return this;
    }

    /**
     * Lays all values of a generic class as what they wrap: after {@code wrapper(Link.class, "ID", link -> link.id(), id ->
     * Link.to(id))}, a {@code Link<Customer, CustomerId>} is stored as its {@code CustomerId} and refers to the customer.
     *
     * @param generic the class of the wrappers; of subclasses it says nothing
     * @param typeParameter the type parameter that names the wrapped value
     * @param unwrap gives the wrapped value, never null
     * @param wrap makes a wrapper of the wrapped value, never null
     * @throws IllegalArgumentException if the class has no such type parameter, or a rule before
     */
    @SuppressWarnings("unchecked") // the functions are given only values of the wrapper and of what it wraps
    public <W> TypeRules wrapper(
            Class<W> generic, String typeParameter, Function<? super W, ?> unwrap, Function<?, ? extends W> wrap) {
        refuseSecond(generic);
        List<String> known = Stream.of(generic.getTypeParameters())
                .map(TypeVariable::getName)
                .toList();
        if (!known.contains(typeParameter)) {
            throw new IllegalArgumentException("Cannot register " + generic.getName() + " as a wrapper: it has no type"
                    + " parameter " + typeParameter + ". " + mend(typeParameter, known));
        }
        wrappers.put(generic, new WrapperRule(known.indexOf(typeParameter), (Function<Object, ?>) unwrap, (Function<
                        Object, ?>)
                wrap));
        return this;
    }

    /** The converter registered for the class of these values. */
    public Optional<ValueConverter<Object>> converterOf(Type type) {
        @SuppressWarnings("unchecked") // it is given only values of the class that it was registered for
        ValueConverter<Object> converter = (ValueConverter<Object>) converters.get(boxed(Types.raw(type)));
        return Optional.ofNullable(converter);
    }

    /** How values of this type wrap another, if they do. */
    public Optional<Wrapper> wrapperOf(Type type) {
        Class<?> raw = Types.raw(type);
        WrapperRule rule = wrappers.get(raw);
        if (rule == null) {
            return Associations.wrapperOf(type);
        }
        Type wrapped = wrapped(type, rule.argument());
        return wrapped.equals(type)
                ? Optional.empty() // W<ID extends W<ID>> without its argument would never end
                : Optional.of(new Wrapper(raw, wrapped, rule.unwrap(), rule.wrap()));
    }

    /** The type argument, or what the class itself says where the declaration leaves the arguments out. */
    static Type wrapped(Type type, int argument) {
        Class<?> raw = Types.raw(type);
        Type told = Types.argument(type, raw, argument);
        return told == null ? Types.bound(raw.getTypeParameters()[argument]) : told;
    }

    private void refuseSecond(Class<?> type) {
        if (converters.containsKey(boxed(type)) || wrappers.containsKey(type)) {
            throw new IllegalArgumentException("Cannot register " + type.getName()
                    + " twice: there is a rule for it already. Keep one of the two.");
        }
    }

    private static String mend(String wrong, List<String> known) {
        if (known.isEmpty()) {
            return "It has none at all; register a converter for it instead.";
        }
        return Nearest.of(wrong, known, name -> name)
                .map(name -> "Did you mean " + name + "?")
                .orElseGet(() -> known.stream().collect(Collectors.joining(", ", "Known are: ", ".")));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
