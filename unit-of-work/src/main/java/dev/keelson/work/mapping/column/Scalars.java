package dev.keelson.work.mapping.column;

import dev.keelson.value.ArrayConverters;
import dev.keelson.value.ColumnType;
import dev.keelson.value.OwnValues;
import dev.keelson.value.ScalarConverter;
import dev.keelson.value.StandardConverters;
import dev.keelson.value.ValueConverter;
import dev.keelson.work.mapping.TypeRules;
import dev.keelson.work.mapping.Wrapper;
import dev.keelson.work.model.Accessor;
import dev.keelson.work.model.Creator;
import dev.keelson.work.scan.ClassRules;
import dev.keelson.work.scan.ClassScan;
import dev.keelson.work.scan.CreatorChoice;
import dev.keelson.work.scan.CreatorFinder;
import dev.keelson.work.scan.Faults;
import dev.keelson.work.scan.PropertyDraft;
import dev.keelson.work.scan.Types;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which types lie in one column: those with a rule of their own, those of the JDK that have a converter, enums, and values
 * of a single component such as {@code record OrderId(UUID value)}, generic ones by their arguments. Used by one thread.
 */
public final class Scalars {

    /** Deeper nesting is a generic class that wraps itself in ever new arguments. */
    static final int DEEPEST = 16;

    private final TypeRules rules;
    private final ClassRules classes;
    private final Map<Type, Optional<ScalarConverter<Object>>> known = new HashMap<>();
    private int depth;

    public Scalars(TypeRules rules, ClassRules classes) {
        this.rules = rules;
        this.classes = classes;
    }

    /** The converter of a type that lies in one column, or empty. */
    public Optional<ScalarConverter<Object>> find(Type declared) {
        Type type = Types.bound(declared);
        Optional<ScalarConverter<Object>> found = known.get(type);
        if (found != null) {
            return found;
        }
        if (depth == DEEPEST) {
            return Optional.empty();
        }
        known.put(type, Optional.empty()); // a type that holds itself is not a single value
        depth++;
        found = search(type, null);
        depth--;
        known.put(type, found);
        return found;
    }

    /**
     * The converter of a type that lies in one column, or empty.
     *
     * @param creator how configuration says that a value of a single component is made, or null
     */
    public Optional<ScalarConverter<Object>> find(Type type, @Nullable CreatorChoice creator) {
        return creator == null ? find(type) : search(Types.bound(type), creator);
    }

    /** The converter, to one or more columns, that a rule says for all values of this type, or that takes several of its own. */
    public Optional<ValueConverter<Object>> converterOf(Type type) {
        Optional<ValueConverter<Object>> said = rules.converterOf(type);
        if (said.isPresent()) {
            return said;
        }
        Optional<Wrapper> wrapper = wrapperOf(type);
        Optional<ValueConverter<Object>> inner =
                wrapper.isPresent() ? converterOf(wrapper.get().wrapped()) : Optional.empty();
        if (inner.isPresent()) {
            return Optional.of(wrapper.get().around(inner.get()));
        }
        Optional<ValueConverter<?>> several = StandardConverters.several(Types.raw(type));
        return several.isPresent() ? Optional.of(untyped(several.get())) : Optional.empty();
    }

    /** How values of this type wrap another value as which they lie in columns, if a rule says that they do. */
    public Optional<Wrapper> wrapperOf(Type type) {
        return rules.wrapperOf(type);
    }

    /** What a property of this type identifies: the class itself, or that of what it wraps by a rule. */
    public Class<?> meaning(Type type) {
        Optional<Wrapper> wrapper = wrapperOf(type);
        return wrapper.isPresent() ? meaning(wrapper.get().wrapped()) : Types.raw(type);
    }

    static ColumnType columnType(ScalarConverter<?> converter) {
        return converter.columns().get(0).type();
    }

    @SuppressWarnings("unchecked") // the model hands each converter only values of the class it was found by
    public static ScalarConverter<Object> untyped(ScalarConverter<?> converter) {
        return (ScalarConverter<Object>) converter;
    }

    @SuppressWarnings("unchecked") // the model hands each converter only values of the class it was found by
    private static ValueConverter<Object> untyped(ValueConverter<?> converter) {
        return (ValueConverter<Object>) converter;
    }

    private Optional<ScalarConverter<Object>> search(Type type, @Nullable CreatorChoice creator) {
        Optional<ValueConverter<Object>> said = converterOf(type);
        if (said.isPresent()) {
            return said.get() instanceof ScalarConverter<Object> scalar ? Optional.of(scalar) : Optional.empty();
        }
        Optional<Wrapper> wrapper = wrapperOf(type);
        if (wrapper.isPresent()) {
            return find(wrapper.get().wrapped()).map(wrapper.get()::around);
        }
        Class<?> raw = Types.raw(type);
        if (raw.isArray() && raw != byte[].class) {
            return array(type);
        }
        Optional<ScalarConverter<?>> standard = StandardConverters.find(raw);
        return standard.isPresent() ? Optional.of(untyped(standard.get())) : singleValue(type, creator);
    }

    /** A Java array lies in an array column, if what its innermost arrays hold lies in one column. */
    private Optional<ScalarConverter<Object>> array(Type type) {
        Class<?> raw = Types.raw(type);
        Class<?> element = raw;
        while (element.isArray() && element != byte[].class) {
            element = element.getComponentType();
        }
        return find(element).map(inner -> untyped(ArrayConverters.ofArray(raw, inner)));
    }

    /** A value that lies as its only component, made by the constructor or factory that takes it. */
    private Optional<ScalarConverter<Object>> singleValue(Type type, @Nullable CreatorChoice choice) {
        Class<?> raw = Types.raw(type);
        if (!ClassScan.isPlainClass(raw) || Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)) {
            return Optional.empty();
        }
        List<PropertyDraft> components = ClassScan.properties(type, classes);
        if (components.size() != 1 || components.get(0).wrapped()) {
            return Optional.empty();
        }
        PropertyDraft component = components.get(0);
        Faults ignored = new Faults(); // what cannot be made, or is encapsulated, is no single value; told elsewhere
        Optional<Creator> creator = new CreatorFinder(ignored).find("", raw, components, choice);
        if (creator.isEmpty() || creator.get().parameters().size() != 1) {
            return Optional.empty();
        }
        Accessor accessor;
        try {
            accessor = ClassScan.accessor(component.field());
        } catch (IllegalAccessException closed) {
            return Optional.empty();
        }
        Optional<ScalarConverter<Object>> found = find(component.type());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ScalarConverter<Object> inner = found.get();
        Creator made = creator.get();
        return Optional.of(ScalarConverter.of(
                anyOf(raw),
                columnType(inner),
                new SingleValue(raw, component.name(), accessor, unfitting(inner)),
                column -> made.create(inner.fromColumn(column))));
    }

    private static Function<? super Object, ?> unfitting(ScalarConverter<Object> inner) {
        return OwnValues.areCopied(inner.columnType()) ? inner::unfitted : inner.function();
    }

    @SuppressWarnings("unchecked") // the converter is given whatever is compared, and looks at its class
    private static Class<Object> anyOf(Class<?> raw) {
        return (Class<Object>) raw;
    }
}
