package dev.keelson.work.shop;

public record Country(String code, String name) {}
