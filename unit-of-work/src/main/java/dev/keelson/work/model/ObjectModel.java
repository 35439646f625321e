package dev.keelson.work.model;

import java.util.List;

/** How objects of one class, at one place of an aggregate, are made and taken apart. Immutable. */
public final class ObjectModel implements Shape {

    private final Class<?> type;
    private final String path;
    private final Creator creator;
    private final List<Property> properties;
    private final List<TableModel> extensions;
    private final Property[] arguments;
    private final Property[] fields;
    private final boolean inner;

    /**
     * @param type the class
     * @param path the place, as "Order", "Order.shippingAddress" or "Order.lines"
     * @param creator makes an instance
     * @param properties the persistent properties in order of declaration, those of superclasses first
     * @param extensions the tables of a joined hierarchy that hold further columns of such objects: each has one row with the
     *     key of the object's own row; none for any other object
     */
    public ObjectModel(
            Class<?> type, String path, Creator creator, List<Property> properties, List<TableModel> extensions) {
        this.type = type;
        this.path = path;
        this.creator = creator;
        this.properties = List.copyOf(properties);
        this.extensions = List.copyOf(extensions);
        this.arguments = creator.parameters().stream().map(this.properties::get).toArray(Property[]::new);
        this.fields =
                this.properties.stream().filter(property -> !property.created()).toArray(Property[]::new);
        this.inner = this.properties.stream().anyMatch(property -> isInner(property.content()));
    }

    private static boolean isInner(Content content) {
        return switch (content) {
            case CollectionContent collection -> true;
            case TreeContent tree -> true;
            case PartContent part -> true;
            case EmbeddedContent embedded ->
                switch (embedded.shape()) {
                    case ObjectModel object -> object.inner;
                    case Hierarchy hierarchy ->
                        hierarchy.subtypes().stream().anyMatch(subtype -> subtype.object().inner);
                };
            case WrappedContent wrapped -> isInner(wrapped.inner());
            case ScalarContent scalar -> false;
            case ConvertedContent converted -> false;
            case ReferenceContent reference -> false;
            case SiblingContent sibling -> false;
            case ParentContent parent -> false;
            case RefsContent refs -> false;
        };
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public String path() {
        return path;
    }

    public Creator creator() {
        return creator;
    }

    public List<Property> properties() {
        return properties;
    }

    /** How many properties enter through the constructor. */
    public int arguments() {
        return arguments.length;
    }

    /** The property that the n-th parameter of the constructor takes. */
    public Property argument(int n) {
        return arguments[n];
    }

    /** How many properties are set once the object exists. */
    public int fields() {
        return fields.length;
    }

    /** The n-th of these, in order of declaration. */
    public Property field(int n) {
        return fields[n];
    }

    /** The further tables of a joined hierarchy that hold columns of such objects. */
    public List<TableModel> extensions() {
        return extensions;
    }

    /** Whether other rows hang on such objects. */
    public boolean hasInner() {
        return inner;
    }
}
