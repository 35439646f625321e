/** A domain of every kind of column, and its mapping. */
@NullMarked
package dev.keelson.codegen.shop;

import org.jspecify.annotations.NullMarked;
