/**
 * Orders: what students buy, from the day they place it to the day it is paid and shipped. {@code Order} is the root;
 * its lines live and die with it.
 */
@NullMarked
package dev.keelson.sample.domain.order;

import org.jspecify.annotations.NullMarked;
