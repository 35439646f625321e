/**
 * Imports: rows of a source, stored as aggregates chunk by chunk, each chunk under a token that tells which rows it holds. Aggregates one
 * by one enter; chunks leave to whom commits them, and a report to whom asked. Next room: {@code dev.keelson.work}.
 */
@NullMarked
package dev.keelson.work.imports;

import org.jspecify.annotations.NullMarked;
