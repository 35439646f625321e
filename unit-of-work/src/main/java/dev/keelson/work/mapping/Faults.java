package dev.keelson.work.mapping;

import dev.keelson.kernel.error.MappingException.Fault;
import java.util.ArrayList;
import java.util.List;

/** The faults found while a model is built, so that all are told together. Used by one thread. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    void add(String path, String problem, String mend) {
        Fault fault = new Fault(path, problem, mend);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    List<Fault> list() {
        return List.copyOf(faults);
    }
}
