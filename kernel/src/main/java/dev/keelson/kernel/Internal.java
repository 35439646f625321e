package dev.keelson.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is public only since other rooms of Keelson need it: a package with all its types, or one type of a package
 * that is otherwise for users. It may change or go in any release without a word. Applications import nothing that is marked;
 * where a signature for users names such a type, they may pass on what they are given.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface Internal {}
