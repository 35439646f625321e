package dev.keelson.testing.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * One rule: what it says, why, what to do instead, and who looks for what breaks it. Immutable.
 *
 * @param name what holds where nothing breaks it
 * @param why the reason, one sentence or two
 * @param instead what to do
 * @param search finds what breaks it among all classes of the packages
 */
record Rule(String name, String why, String instead, Function<List<JavaClass>, List<Finding>> search) {

    /** The same for ArchUnit. */
    ArchRule of(Scope scope) {
        return ArchRuleDefinition.classes()
                .that(scope.contains())
                .should(new Search(this, scope))
                .as(name + " Why: " + why + " Instead: " + instead)
                .allowEmptyShould(true);
    }

    /** What breaks it, without what is excused. */
    List<Finding> findings(List<JavaClass> classes, Scope scope) {
        return search.apply(classes).stream()
                .filter(finding -> !scope.excuses(finding))
                .distinct()
                .toList();
    }

    /** Looks at all classes once ArchUnit has shown each of them. */
    private static final class Search extends ArchCondition<JavaClass> {

        private final Rule rule;
        private final Scope scope;
        private final List<JavaClass> classes = new ArrayList<>();

        Search(Rule rule, Scope scope) {
            super("keep the rule: " + rule.name());
            this.rule = rule;
            this.scope = scope;
        }

        @Override
        public void init(Collection<JavaClass> all) {
            classes.clear();
            classes.addAll(all);
            classes.sort(Comparator.comparing(JavaClass::getName));
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            // a rule is about all of them together, so it is asked at the end
        }

        @Override
        public void finish(ConditionEvents events) {
            if (classes.isEmpty()) {
                events.add(SimpleConditionEvent.violated(scope, scope.nothingFound()));
                return;
            }
            for (Finding finding : rule.findings(classes, scope)) {
                events.add(SimpleConditionEvent.violated(finding, finding.text()));
            }
        }
    }
}
