/** The rules, tried on small projects: tidy ones keep each rule, messy ones break each. */
@NullMarked
package dev.keelson.testing.rules;

import org.jspecify.annotations.NullMarked;
