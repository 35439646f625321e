package dev.keelson.testing.rules.tidy.domain;

import dev.keelson.kernel.Entity;

public record Receipt(LineId id) implements Entity<LineId> {}
