package dev.keelson.work.model;

import java.util.function.UnaryOperator;

/**
 * A value that wraps another, as which it lies in columns: an association around an identifier of several parts. Immutable.
 *
 * @param inner where what is wrapped lies
 * @param unwrap gives what is wrapped
 * @param wrap makes a wrapper
 */
public record WrappedContent(ColumnContent inner, UnaryOperator<Object> unwrap, UnaryOperator<Object> wrap)
        implements ColumnContent {}
