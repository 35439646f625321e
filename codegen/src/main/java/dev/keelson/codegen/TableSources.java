package dev.keelson.codegen;

import dev.keelson.work.Keelson;
import dev.keelson.work.KeelsonBuilder;
import dev.keelson.work.row.TableName;
import dev.keelson.work.tables.MappedTables;
import dev.keelson.work.tables.TableColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.Generated;

/**
 * The sources of a mapping's tables: one for each table, one that has all of them as constants, and one that asks the mapping when the
 * application runs. Used by one thread.
 */
final class TableSources {

    /** What each source begins with, by which it is known as written here. */
    static final String MARK = "// Written by keelson-codegen";

    static final String GENERATED = "dev.keelson.codegen";

    private static final String ALL = "Tables";
    private static final String MAPPED = "MappedBy";

    private final String packageName;
    private final LoadedMapping mapping;
    private final Map<TableColumns, String> classes = new LinkedHashMap<>();

    TableSources(String packageName, LoadedMapping mapping, List<TableColumns> tables) {
        this.packageName = packageName;
        this.mapping = mapping;
        JavaNames names = new JavaNames(Set.of(ALL, MAPPED));
        boolean isBeside = packageName.equals(mapping.type().getPackageName());
        if (isBeside) {
            names.take(mapping.type().getSimpleName());
        }
        for (TableColumns table : tables) {
            classes.put(table, names.take(className(table.name(), tables)));
        }
    }

    /** The table's own name, behind its schema's where several schemas have such a table. */
    private static String className(TableName table, List<TableColumns> all) {
        boolean isOne = all.stream()
                        .filter(other -> other.name().name().equals(table.name()))
                        .count()
                == 1;
        String schema = table.schema();
        return isOne || schema == null
                ? JavaNames.type(table.name())
                : JavaNames.type(schema) + JavaNames.type(table.name());
    }

    /** The sources by the names of their files. */
    Map<String, String> write() {
        Map<String, String> sources = new LinkedHashMap<>();
        if (!packageName.equals(mapping.type().getPackageName())) { // which has a description of its own
            sources.put("package-info.java", packageInfo());
        }
        classes.forEach((table, name) -> sources.put(name + ".java", new TableSource(name, table).text(this)));
        sources.put(ALL + ".java", all());
        sources.put(MAPPED + ".java", mappedBy());
        return sources;
    }

    /** The names of classes in a source of this package. */
    TypeNames names() {
        Set<String> taken = new TreeSet<>(classes.values());
        taken.add(ALL);
        taken.add(MAPPED);
        return new TypeNames(packageName, taken);
    }

    String packageName() {
        return packageName;
    }

    /** How the sources name the constant that holds the mapping's tables. */
    String mapped() {
        return MAPPED + ".TABLES";
    }

    /** The first lines of a source. */
    String head() {
        return MARK + " of " + mapping + ": change that, and have this written anew.\n";
    }

    private String packageInfo() {
        return head() + """
            /** The tables of {@code %s}, for jOOQ. */
            @NullMarked
            package %s;

            import org.jspecify.annotations.NullMarked;
            """.formatted(mapping, packageName);
    }

    private String all() {
        TypeNames names = names();
        String constants = classes.values().stream()
                .map(name -> "    /** {@link %1$s} */\n    public static final %1$s %2$s = %1$s.%2$s;\n\n"
                        .formatted(name, JavaNames.constant(name)))
                .collect(Collectors.joining());
        String body = """
            /** All tables of {@code %s}, to be imported as constants. */
            @%s("%s")
            public final class %s {

            %s    private %s() {}
            }
            """.formatted(mapping, names.of(Generated.class), GENERATED, ALL, constants, ALL);
        return source(names, body);
    }

    private String mappedBy() {
        TypeNames names = names();
        String body = """
            /** Asks the mapping for its tables, once, without a database. */
            @%1$s("%2$s")
            final class %3$s {

                static final %4$s TABLES = tables();

                private %3$s() {}

                private static %4$s tables() {
                    %5$s keelson = %6$s.builder();
                    %7$s;
                    return keelson.schema().tables();
                }
            }
            """.formatted(
                        names.of(Generated.class),
                        GENERATED,
                        MAPPED,
                        names.of(MappedTables.class),
                        names.of(KeelsonBuilder.class),
                        names.of(Keelson.class),
                        mapping.call(names.of(mapping.type()), "keelson"));
        return source(names, body);
    }

    /** A source of its parts. */
    String source(TypeNames names, String body) {
        String imports = names.imports();
        return head() + "package " + packageName + ";\n\n" + imports + (imports.isEmpty() ? "" : "\n") + body;
    }
}
