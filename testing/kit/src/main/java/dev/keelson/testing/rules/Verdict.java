package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;

/** All rules of one kind on the same classes, and what they say together. Immutable. */
final class Verdict {

    private static final int SHOWN = 20;

    private final String kind;
    private final Scope scope;
    private final List<Rule> rules;

    /**
     * @param kind what the rules are of, as "layers"
     */
    Verdict(String kind, Scope scope, List<Rule> rules) {
        this.kind = kind;
        this.scope = scope;
        this.rules = List.copyOf(rules);
    }

    /**
     * Checks all rules.
     *
     * @throws AssertionError with everything that breaks one, rule by rule
     */
    void on(List<JavaClass> classes) {
        if (classes.isEmpty()) {
            throw new AssertionError(scope.nothingFound());
        }
        List<String> broken = new ArrayList<>();
        for (Rule rule : rules) {
            List<Finding> findings = rule.findings(classes, scope);
            if (!findings.isEmpty()) {
                broken.add(told(rule, findings));
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(scope.names() + " breaks " + broken.size() + " of " + rules.size() + " rules of "
                    + kind + ":\n\n" + String.join("\n", broken));
        }
    }

    private static String told(Rule rule, List<Finding> findings) {
        StringBuilder text = new StringBuilder(rule.name()).append('\n');
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> text.append("  - ").append(finding.text()).append('\n'));
        if (findings.size() > SHOWN) {
            text.append("  - and ").append(findings.size() - SHOWN).append(" more\n");
        }
        return text.append("  Why: ")
                .append(rule.why())
                .append("\n  Instead: ")
                .append(rule.instead())
                .append('\n')
                .toString();
    }
}
