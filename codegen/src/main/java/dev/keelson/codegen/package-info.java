/**
 * A program that writes code. Enters: a mapping of the application's, and where its code is to lie. Leaves: sources of jOOQ's tables, which
 * stand on {@code dev.keelson.work.tables}. It runs while an application is built, and nothing of it is there when the application runs.
 */
@NullMarked
package dev.keelson.codegen;

import org.jspecify.annotations.NullMarked;
