package dev.keelson.work.conformance;

import dev.keelson.work.shapes.Backend;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test that cannot run on a back end, or under policies. {@code docs/conformance.md} tells which, and why. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NotOn.Condition.class)
@interface NotOn {

    Backend[] value() default {};

    /** Whether it cannot run where rows stay when they are removed. */
    boolean policies() default false;

    /** What keeps it from running there, as the end of a sentence. */
    String because();

    /** Leaves the test out in variants of its class that are so. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            NotOn notOn = AnnotationSupport.findAnnotation(context.getElement(), NotOn.class)
                    .orElseThrow();
            ParameterInfo parameters =
                    Objects.requireNonNull(ParameterInfo.get(context), "a class that runs once a variant");
            Variant variant = Objects.requireNonNull(parameters.getArguments().get(0, Variant.class));
            boolean excepted =
                    List.of(notOn.value()).contains(variant.backend()) || (notOn.policies() && variant.hasPolicies());
            return excepted
                    ? ConditionEvaluationResult.disabled("not on " + variant + ": " + notOn.because())
                    : ConditionEvaluationResult.enabled("on " + variant);
        }
    }
}
