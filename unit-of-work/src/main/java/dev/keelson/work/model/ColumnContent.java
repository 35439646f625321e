package dev.keelson.work.model;

/** A value that lies in columns of one row. Immutable. */
public sealed interface ColumnContent extends Content
        permits ScalarContent, ConvertedContent, EmbeddedContent, WrappedContent, ReferenceContent, SiblingContent {}
