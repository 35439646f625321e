package dev.keelson.work.sql;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The elements of an array that is bound, which stay where they are until it is sent. */
public abstract class Elements extends AbstractList<@Nullable Object> implements RandomAccess {}
