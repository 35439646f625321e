package dev.keelson.work.schema;

import dev.keelson.kernel.Internal;
import dev.keelson.kernel.error.MappingException.Fault;
import dev.keelson.work.scan.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables whose warnings do no harm, as whoever wires an application says, and why. Used by one thread. */
@Internal
public final class Acceptances {

    private record Said(String table, String why) {}

    private final List<Said> said = new ArrayList<>();

    /** Says that the warnings of a table, by the name that the mapping gives it, do no harm. */
    public void add(String table, String why) {
        said.add(new Said(table, why));
    }

    /** What is wrong with what was said: nothing is accepted unsaid, twice, or where nobody warned. */
    public List<Fault> faults(ProvedIdentity found) {
        Set<String> warned = new LinkedHashSet<>();
        found.warnings().forEach(warning -> warned.add(warning.table()));
        Set<String> seen = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (Said one : said) {
            if (one.why().isBlank()) {
                faults.add(fault(one, "it is accepted without a reason", "say why its warnings do no harm"));
            }
            if (!seen.add(one.table())) {
                faults.add(fault(one, "it is accepted twice", "say it once"));
            }
            if (!warned.contains(one.table())) {
                String problem = found.tables().contains(one.table())
                        ? "there is no warning of it"
                        : "no mapped table is called so";
                faults.add(fault(one, problem, meant(one.table(), warned)));
            }
        }
        return faults;
    }

    private static Fault fault(Said one, String problem, String mend) {
        return new Fault("accept(\"" + one.table() + "\")", problem, mend);
    }

    private static String meant(String table, Set<String> warned) {
        if (warned.isEmpty()) {
            return "leave it out: there is no warning of any table";
        }
        return Nearest.of(table, warned, name -> name)
                .map(name -> "did you mean .accept(\"" + name + "\", \"...\")? Otherwise leave it out")
                .orElse("leave it out, or name a table that there is a warning of: " + String.join(", ", warned));
    }

    /** The warnings, those accepted apart. */
    public SchemaReport report(List<SchemaWarning> warnings) {
        List<SchemaWarning> open = new ArrayList<>();
        List<SchemaWarning.Accepted> accepted = new ArrayList<>();
        for (SchemaWarning warning : warnings) {
            Optional<Said> known = said.stream()
                    .filter(one -> one.table().equals(warning.table()))
                    .findFirst();
            if (known.isPresent()) {
                accepted.add(new SchemaWarning.Accepted(warning, known.get().why()));
            } else {
                open.add(warning);
            }
        }
        return new SchemaReport(open, accepted);
    }
}
