package dev.keelson.work.policy;

import dev.keelson.kernel.Internal;

/** Which rows a statement sees, of those that a policy may hide. */
@Internal
public enum Visibility {
    /** Those that are not hidden: what all see who do not ask for more. */
    VISIBLE,
    /** Those alone that are hidden. */
    HIDDEN,
    /** Both: of a hidden root, that is, the rows that went with it, and of any other its own, not those that were removed from it. */
    ALL,
    /** Each row, also those that were removed from aggregates which live on. */
    EACH
}
