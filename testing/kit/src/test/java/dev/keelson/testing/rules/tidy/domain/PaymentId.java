package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.Identifier;

public record PaymentId(long value) implements Identifier {}
