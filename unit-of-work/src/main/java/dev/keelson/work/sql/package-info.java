/**
 * SQL as data: texts that jOOQ rendered once, their parameters, and tables that are never referred to without the policies'
 * predicates. Row types enter, templates leave; nothing here has a connection. Next room: {@code
 * dev.keelson.work.database}.
 */
@Internal
@NullMarked
package dev.keelson.work.sql;

import dev.keelson.kernel.Internal;
import org.jspecify.annotations.NullMarked;
