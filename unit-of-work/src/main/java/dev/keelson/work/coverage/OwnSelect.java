package dev.keelson.work.coverage;

/** A table of jOOQ's that is a select under a name, which may be that of a table: what its select reads is looked at by itself. */
public interface OwnSelect {}
