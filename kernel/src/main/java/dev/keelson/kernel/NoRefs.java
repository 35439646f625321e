package dev.keelson.kernel;

import java.util.List;

/** The references of an aggregate that was not loaded. */
record NoRefs<T>() implements Refs<T> {

    @Override
    public List<T> list() {
        return List.of();
    }

    @Override
    public boolean isLoaded() {
        return true;
    }
}
