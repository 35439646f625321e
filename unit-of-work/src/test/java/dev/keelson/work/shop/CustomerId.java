package dev.keelson.work.shop;

import java.util.UUID;

public record CustomerId(UUID value) {}
