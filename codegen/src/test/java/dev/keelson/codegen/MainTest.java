package dev.keelson.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.codegen.Built.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the program says of what it cannot do, and what it leaves of what it wrote before. */
class MainTest {

    private static final String BAD = "dev.keelson.codegen.shop.BadMappings";

    @TempDir
    Path folder;

    private Run tables(String mapping, String packageName) {
        return Built.run("tables", "--mapping", mapping, "--package", packageName, "--output", folder.toString());
    }

    private static Run misused(String said) {
        return new Run(2, said + "\n" + Main.USAGE);
    }

    private static Run refused(String said) {
        return new Run(1, said + "\n");
    }

    @Test
    void arguments_that_say_nothing_are_answered_by_those_there_are() {
        assertThat(List.of(
                        Built.run(),
                        Built.run("tabels"),
                        Built.run("tables"),
                        Built.run("tables", "--mapping"),
                        Built.run("tables", "--mapping", "--package"),
                        Built.run("tables", "--maping", "a.B"),
                        Built.run("tables", "--mapping", "a.B", "--mapping", "a.C")))
                .isEqualTo(List.of(
                        misused("Cannot write code: nothing was asked for. Ask for tables."),
                        misused("Cannot write 'tabels': it is none of what is written here. Ask for tables."),
                        misused("Cannot do without --mapping. Say it."),
                        misused("Cannot take --mapping without a value. Say it behind."),
                        misused("Cannot take --mapping without a value. Say it behind."),
                        misused("Cannot take the argument '--maping'. There are --mapping, --package, --output,"
                                + " --sources, each before its value."),
                        misused("Cannot take --mapping 2 times. Say it once.")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NoConsumer | Cannot use %s as a mapping: it is no Consumer<KeelsonBuilder>. Implement it, public void"
                    + " accept(KeelsonBuilder keelson) { keelson.map(...); }, or name a static method that takes the"
                    + " builder: %s::mapping.",
                "WithParameter | Cannot make a %s: it has no constructor without parameters. Give it one, or name a"
                        + " static method that takes the builder: %s::mapping.",
                "Abstract | Cannot make a %s: it is abstract. Name a class that is not.",
                "Hidden | Cannot use %s from the package a.tables: the class is not public, and the generated tables"
                        + " ask it when the application runs. Make it public.",
            })
    void a_class_that_is_no_mapping_is_told_with_what_makes_it_one(String name, String said) {
        String mapping = BAD + "." + name;

        assertThat(tables(mapping, "a.tables")).isEqualTo(refused(said.replace("%s", mapping)));
    }

    @Test
    void a_method_that_is_no_mapping_is_told_with_what_makes_it_one() {
        assertThat(List.of(
                        tables(BAD + "::none", "a.tables"),
                        tables(BAD + "::atObject", "a.tables"),
                        tables(BAD + "::hidden", "a.tables")))
                .isEqualTo(List.of(
                        refused("Cannot find the method " + BAD + "::none: " + BAD
                                + " has none of this name that takes just"
                                + " a KeelsonBuilder. Write it: public static void none(KeelsonBuilder keelson) {"
                                + " keelson.map(...); }."),
                        refused("Cannot call " + BAD + "::atObject: it is not static. Make it static, or have " + BAD
                                + " implement Consumer<KeelsonBuilder> and name the class alone."),
                        refused("Cannot use " + BAD
                                + "::hidden from the package a.tables: the method is not public, and the"
                                + " generated tables ask it when the application runs. Make it public.")));
    }

    @Test
    void what_is_not_public_is_a_mapping_for_tables_of_its_own_package() {
        assertThat(List.of(
                        tables(BAD + ".Hidden", "dev.keelson.codegen.shop"),
                        tables(BAD + "::hidden", "dev.keelson.codegen.shop")))
                .isEqualTo(List.of(new Run(0, ""), new Run(0, "")));
    }

    @Test
    void a_mapping_that_is_not_there_is_told_with_where_it_was_looked_for() {
        assertThat(List.of(
                        tables("a.Missing", "a.tables"),
                        tables("a..Missing", "a.tables"),
                        tables("a.B::1", "a.tables")))
                .isEqualTo(List.of(
                        refused("Cannot find the mapping class a.Missing: it is neither on the class path nor below"
                                + " --sources. Compile it before, or name the source folder that has it: --sources"
                                + " src/main/java."),
                        refused("Cannot read the mapping 'a..Missing': it is no name in Java. Name a class,"
                                + " com.acme.OrderingMapping, or a static method, com.acme.Ordering::mapping."),
                        refused("Cannot read the mapping 'a.B::1': it is no name in Java. Name a class,"
                                + " com.acme.OrderingMapping, or a static method, com.acme.Ordering::mapping.")));
    }

    @Test
    void a_mapping_that_fails_is_told_with_why() {
        assertThat(tables(BAD + ".Failing", "a.tables").said())
                .startsWith(
                        "Cannot map by " + BAD + ".Failing: it failed with java.lang.IllegalStateException: there is"
                                + " no configuration at"
                                + " dev.keelson.codegen.shop.BadMappings$Failing.accept(BadMappings.java:")
                .endsWith("). It is called without a database and without what wires the application; let it do"
                        + " without.\n");
        assertThat(tables(BAD + ".Faulty", "a.tables").said())
                .isEqualTo("Cannot map by " + BAD + ".Faulty: Cannot use the mapping: 1 fault.\n"
                        + "  1. Customer.nmae: there is no such property. Did you mean"
                        + " 'name'?\n"
                        + "[errors.md#mappingexception]\n");
    }

    @Test
    void a_package_that_is_none_is_refused() {
        assertThat(tables(BAD + "::good", "a.class.tables"))
                .isEqualTo(refused(
                        "Cannot write tables to the package 'a.class.tables': it is no name of a package in Java."
                                + " Give one as --package com.acme.ordering.tables."));
    }

    @Test
    void an_output_that_cannot_be_written_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(Built.run(
                        "tables", "--mapping", BAD + "::good", "--package", "a.tables", "--output", file.toString()))
                .isEqualTo(refused("Cannot write to --output " + file
                        + ": java.nio.file.FileSystemException: " + file.resolve("a")
                        + ": Not a directory. Name a folder that can be written."));
    }

    @Test
    void a_file_of_somebody_else_is_not_written_over() throws IOException {
        Path own = folder.resolve("a/tables/Customers.java");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "package a.tables; final class Customers {}");

        assertThat(tables(BAD + "::good", "a.tables"))
                .isEqualTo(refused("Cannot write " + own + ": a file of this name is there that was not written by the"
                        + " generator. Choose another --package or --output."));
        assertThat(own).hasContent("package a.tables; final class Customers {}");
    }

    @Test
    void what_is_as_it_should_be_stays_untouched_and_what_is_no_more_goes() throws IOException {
        FileTime before = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Path tables = folder.resolve("a/tables");
        tables("dev.keelson.codegen.shop.ShopMapping", "a.tables");
        Files.writeString(tables.resolve("Own.java"), "package a.tables; final class Own {}");
        for (Path file : files(tables).keySet()) {
            Files.setLastModifiedTime(file, before);
        }
        tables("dev.keelson.codegen.shop.ShopMapping", "a.tables");
        assertThat(files(tables).values()).containsOnly(before);

        tables(BAD + "::good", "a.tables");
        assertThat(files(tables).keySet().stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactly("Customers.java", "MappedBy.java", "Own.java", "Tables.java", "package-info.java");
    }

    private static Map<Path, FileTime> files(Path folder) throws IOException {
        Map<Path, FileTime> files = new TreeMap<>();
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file, Files.getLastModifiedTime(file));
            }
        }
        return files;
    }
}
