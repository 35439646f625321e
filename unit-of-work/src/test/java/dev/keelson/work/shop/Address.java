package dev.keelson.work.shop;

import org.jspecify.annotations.Nullable;

public record Address(String street, @Nullable String extra, String city, Country country) {}
