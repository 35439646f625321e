package dev.keelson.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keelson.codegen.Built.Run;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that is not compiled yet stands beside code that needs the tables of it. */
class SourcesTest {

    private static final String CUSTOMER = """
        package acme;

        public final class Customer {
            private final CustomerId id;
            private String name;

            public Customer(CustomerId id, String name) {
                this.id = id;
                this.name = name;
            }

            @Override
            public String toString() {
                return id + "" + name;
            }
        }
        """;

    private static final String MAPPING = """
        package acme;

        import dev.keelson.work.KeelsonBuilder;
        import java.util.function.Consumer;

        public final class AcmeMapping implements Consumer<KeelsonBuilder> {
            @Override
            public void accept(KeelsonBuilder keelson) {
                keelson.map(Customer.class);
            }
        }
        """;

    private static final String REPOSITORY = """
        package acme;

        import static acme.tables.Tables.CUSTOMERS;

        import java.util.function.Supplier;

        public final class Customers implements Supplier<String> {
            @Override
            public String get() {
                return CUSTOMERS.ID.eq(new CustomerId("c1")).toString();
            }
        }
        """;

    @TempDir
    Path folder;

    private Built acme() {
        Built built = new Built(folder);
        built.write("acme.CustomerId", "package acme; public record CustomerId(String value) {}");
        built.write("acme.Customer", CUSTOMER);
        built.write("acme.AcmeMapping", MAPPING);
        built.write("acme.Customers", REPOSITORY);
        return built;
    }

    private static Run generate(Built built, Path sources) {
        return Built.run(
                "tables",
                "--mapping",
                "acme.AcmeMapping",
                "--package",
                "acme.tables",
                "--output",
                built.sources().toString(),
                "--sources",
                sources.toString());
    }

    @Test
    void the_mapping_is_compiled_with_what_it_needs_and_not_what_needs_the_tables() {
        Built built = acme();

        assertThat(generate(built, built.sources())).isEqualTo(new Run(0, ""));
        assertThat(Built.made(built.compile(), "acme.Customers", Supplier.class).get())
                .isEqualTo("customers.id = cast('c1' as text)");
    }

    @Test
    void tables_that_are_older_than_the_mapping_say_so() {
        Built built = acme();
        generate(built, built.sources());
        built.write("acme.Customer", CUSTOMER.replace("name", "title"));

        assertThat(refusal(built))
                .isEqualTo(
                        "Cannot use the generated table customers: by the mapping it has no column 'name'. The mapping"
                                + " was changed after the code was generated: generate it anew.");
        built.write("acme.Customer", CUSTOMER.replace("String name", "Integer name"));

        assertThat(refusal(built))
                .isEqualTo("Cannot use the generated table customers: its column name holds values of java.lang.Integer"
                        + " by the mapping, and of java.lang.String by the generated code. The mapping was changed"
                        + " after the code was generated: generate it anew.");
        built.write("acme.AcmeMapping", MAPPING.replace("keelson.map(Customer.class)", "keelson.commitLog(false)"));

        assertThat(refusal(built))
                .isEqualTo("Cannot use the generated table customers: the mapping has no such table. The mapping was"
                        + " changed after the code was generated: generate it anew.");
    }

    private static String refusal(Built built) {
        Supplier<?> customers = Built.made(built.compile(), "acme.Customers", Supplier.class);
        Throwable refused = catchThrowable(customers::get);
        while (refused.getCause() != null) {
            refused = refused.getCause();
        }
        return refused.getMessage();
    }

    @Test
    void a_description_of_the_module_does_not_hide_the_class_path() {
        Built built = acme();
        built.write("module-info", "module acme { exports acme; }");

        assertThat(generate(built, built.sources())).isEqualTo(new Run(0, ""));
    }

    @Test
    void a_mapping_that_needs_the_tables_is_refused() {
        Built built = acme();
        built.write(
                "acme.AcmeMapping",
                MAPPING.replace(
                        "keelson.map(Customer.class)", "keelson.map(Customer.class);" + " new Customers().get()"));

        Run run = generate(built, built.sources());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.said())
                .startsWith("Cannot compile acme.AcmeMapping and what it needs:\n  ")
                .contains("Customers.java:3: package acme.tables does not exist")
                .endsWith("If it is the generated tables that are missing, keep the mapping apart from what uses them,"
                        + " such as repositories. If what an annotation processor makes is missing, compile the mapping"
                        + " before, in an execution or a module of its own, and leave --sources out.\n");
    }

    @Test
    void sources_that_are_no_folder_are_refused() {
        Path missing = folder.resolve("missing");

        assertThat(generate(acme(), missing))
                .isEqualTo(new Run(
                        1,
                        "Cannot look for the mapping below --sources " + missing + ": it is no folder. Name the"
                                + " one that the package of acme.AcmeMapping begins in.\n"));
    }

    @Test
    void sources_are_newer_than_what_is_on_the_class_path() {
        Built built = new Built(folder);
        built.write("dev.keelson.codegen.shop.BadMappings", """
            package dev.keelson.codegen.shop;

            public final class BadMappings {
                public static void good(dev.keelson.work.KeelsonBuilder keelson) {
                    keelson.map(Shop.House.class);
                }
            }
            """);

        assertThat(Built.run(
                        "tables",
                        "--mapping",
                        "dev.keelson.codegen.shop.BadMappings::good",
                        "--package",
                        "acme.tables",
                        "--output",
                        folder.resolve("written").toString(),
                        "--sources",
                        built.sources().toString()))
                .isEqualTo(new Run(0, ""));
        assertThat(folder.resolve("written/acme/tables/Houses.java")).exists();
    }
}
