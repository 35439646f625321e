/**
 * The roof: {@link dev.keelson.work.Keelson} is what an application builds once and shares, a {@link
 * dev.keelson.work.SqlUnitOfWork} is what it works with for one use case. The way of a commit through the rooms below
 * stands in {@code Session.commit}. Next room: {@code dev.keelson.work.guice}.
 */
@NullMarked
package dev.keelson.work;

import org.jspecify.annotations.NullMarked;
