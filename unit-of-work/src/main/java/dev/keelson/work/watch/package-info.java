/**
 * Who looks on: the log of statements, the budget and the tripwire of a unit of work, the events of the flight recorder, comments
 * within SQL. What is sent enters, lines and events leave; nothing of it changes what a unit of work does, but to refuse. Next room:
 * {@code dev.keelson.work.database}.
 */
@NullMarked
package dev.keelson.work.watch;

import org.jspecify.annotations.NullMarked;
