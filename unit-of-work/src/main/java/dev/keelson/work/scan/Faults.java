package dev.keelson.work.scan;

import dev.keelson.kernel.error.MappingException.Fault;
import java.util.ArrayList;
import java.util.List;

/** The faults found while a model is built, so that all are told together. Used by one thread. */
public final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    /** Adds a fault, unless the same was added before. */
    public void add(String path, String problem, String mend) {
        Fault fault = new Fault(path, problem, mend);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    public List<Fault> list() {
        return List.copyOf(faults);
    }
}
