package dev.keelson.codegen;

import java.io.PrintStream;
import java.util.List;

/**
 * Runs the program of this name: {@code java dev.keelson.codegen.Main tables --mapping com.acme.OrderingMapping --package com.acme.tables
 * --output target/generated-sources/keelson --sources src/main/java}. It says nothing where all went well, ends with 1 where no code can be
 * written, and with 2 where it was not told what to do.
 */
final class Main {

    static final String USAGE = """
        Usage: java dev.keelson.codegen.Main tables <options>
        Writes jOOQ's tables of a mapping.
          --mapping <class>             a Consumer<KeelsonBuilder> with a constructor without parameters
          --mapping <class>::<method>   or a static method that takes the KeelsonBuilder
          --package <name>              the package of the tables, which holds nothing else
          --output <folder>             the source folder that they are written to
          --sources <folder>            where the mapping is not compiled yet: the source folder that has it; may be said again
        """;

    private static final int WRITTEN = 0;
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        // whoever builds an application is not to read of its logging, and of jOOQ's logo
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        System.exit(run(List.of(arguments), System.err));
    }

    /** Does what the arguments say, and tells on that stream what cannot be done. */
    static int run(List<String> arguments, PrintStream errors) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        try {
            if (!command.equals("tables")) { // one word for each thing that it writes
                errors.println(
                        command.isEmpty()
                                ? "Cannot write code: nothing was asked for. Ask for tables."
                                : "Cannot write '" + command
                                        + "': it is none of what is written here. Ask for tables.");
                errors.print(USAGE);
                return MISUSED;
            }
            TablesCommand.of(arguments.subList(1, arguments.size())).run();
            return WRITTEN;
        } catch (Options.MisusedException misused) {
            errors.println(misused.getMessage());
            errors.print(USAGE);
            return MISUSED;
        } catch (CodegenException refused) {
            errors.println(refused.getMessage());
            return REFUSED;
        }
    }
}
