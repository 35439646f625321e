package dev.keelson.work.model;

/**
 * A child's way back: the nearest object around it that is of this type, or null where there is none. It has no columns of its
 * own, since being inside says it. Immutable.
 *
 * @param type the type of the object pointed back to
 */
public record ParentContent(Class<?> type) implements Content {}
