package dev.keelson.codegen;

import dev.keelson.work.tables.MappedTables;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;

/**
 * Writes the tables of a mapping. Immutable.
 *
 * @param mapping names it
 * @param packageName the package of the tables
 * @param output the source folder that they are written to
 * @param sources source folders that may have the mapping; none where it is compiled already
 */
record TablesCommand(MappingName mapping, String packageName, Path output, List<Path> sources) {

    private static final List<String> OPTIONS = List.of("--mapping", "--package", "--output", "--sources");

    TablesCommand {
        sources = List.copyOf(sources);
        if (!SourceVersion.isName(packageName)) {
            throw new CodegenException("Cannot write tables to the package '" + packageName
                    + "': it is no name of a package in Java. Give one as --package com.acme.ordering.tables.");
        }
    }

    /**
     * The command that these arguments say.
     *
     * @throws Options.MisusedException if they say none
     */
    static TablesCommand of(List<String> arguments) {
        Options options = Options.of(arguments, OPTIONS);
        return new TablesCommand(
                MappingName.of(options.one("--mapping")),
                options.one("--package"),
                path("--output", options.one("--output")),
                options.all("--sources").stream()
                        .map(folder -> path("--sources", folder))
                        .toList());
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new CodegenException(
                    "Cannot take " + option + " '" + text + "': it is no path here. Give a folder.", invalid);
        }
    }

    /**
     * Writes them.
     *
     * @throws CodegenException if they cannot be written
     */
    void run() {
        SourceFolder folder = new SourceFolder(output, packageName);
        try (Classes classes = Classes.with(sources, mapping)) {
            LoadedMapping loaded = LoadedMapping.of(mapping, classes, packageName);
            MappedTables tables = loaded.tables();
            Map<String, String> written = new TableSources(packageName, loaded, tables.all()).write();
            folder.replace(written);
        }
    }
}
