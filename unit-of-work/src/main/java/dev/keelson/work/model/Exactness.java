package dev.keelson.work.model;

/** How far what is stored of a value is held to be what was given. */
public enum Exactness {
    /** The way to the column and back is known to lose nothing but what the column's type cuts by rule. */
    TRUSTED,
    /** What was written must read back as the value, but for times cut to their column and the scale of decimals. */
    CHECKED,
    /** The same, and times must not be cut. */
    STRICT
}
