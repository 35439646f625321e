/**
 * Every relationship and hierarchy between objects and tables, shown on small domains that import nothing of Keelson but
 * what a domain may: each is a {@link dev.keelson.work.shapes.Shape}, held to one contract.
 */
@NullMarked
package dev.keelson.work.shapes;

import org.jspecify.annotations.NullMarked;
