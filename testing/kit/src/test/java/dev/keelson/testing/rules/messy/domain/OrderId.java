package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.Identifier;
import java.util.UUID;

public record OrderId(UUID value) implements Identifier {}
