/** A small domain that imports nothing of Keelson, for the tests of the whole way. */
@NullMarked
package dev.keelson.work.shop;

import org.jspecify.annotations.NullMarked;
