package dev.keelson.testing.rules.messy.domain;

import dev.keelson.kernel.Repository;

// region repository
public interface PriceBook extends Repository<Price, Long> {}
// endregion
