package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.Identifier;
import java.util.UUID;

public record LineId(UUID value) implements Identifier {}
