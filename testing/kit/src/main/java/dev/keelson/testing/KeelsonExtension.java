package dev.keelson.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Sets up and looks after what {@link KeelsonTest} promises. Keeps nothing itself: all is in JUnit's stores. */
final class KeelsonExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                ParameterResolver {

    private static final Namespace KIT = Namespace.create(KeelsonExtension.class);

    KeelsonExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        KeelsonTest said = said(context.getElement());
        if (said != null && said.reset() == Reset.EACH_CLASS) {
            standing(context, said);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (said(context.getElement()) != null) {
            Standing standing = context.getStore(KIT).remove(Standing.class, Standing.class);
            if (standing != null) {
                standing.close();
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ExtensionContext owner = owner(context);
        KeelsonTest said = said(owner.getElement());
        Expected expected = Expected.of(context);
        if (said == null) {
            throw new ExtensionConfigurationException("Cannot count for " + context.getRequiredTestMethod()
                    + ", which says "
                    + expected.annotations() + ": its class has no Keelson whose statements could be counted. Put"
                    + " @KeelsonTest on the class, or on the one around it.");
        }
        boolean shared = said.reset() == Reset.EACH_CLASS;
        Standing standing = standing(shared ? owner : context, said);
        if (!expected.isEmpty()) {
            standing.place().requireMeter(expected.annotations());
        }
        context.getStore(KIT).put(TestRun.class, new TestRun(standing, expected));
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        run(context).begin();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        run(context).end(context.getExecutionException().isEmpty());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestRun run = context.getStore(KIT).remove(TestRun.class, TestRun.class);
        if (run != null) {
            context.getExecutionException().ifPresent(run::fails);
            run.close();
        }
        Standing own = context.getStore(KIT).remove(Standing.class, Standing.class);
        if (own != null) {
            own.close();
        }
    }

    private static TestRun run(ExtensionContext context) {
        TestRun run = known(context);
        if (run == null) {
            throw new IllegalStateException("No test is under way: " + context.getDisplayName());
        }
        return run;
    }

    private static @Nullable TestRun known(ExtensionContext context) {
        return context.getStore(KIT).get(TestRun.class, TestRun.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return Gifts.isGiven(type) || Gifts.isNearlyGiven(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        ExtensionContext owner = owner(context);
        KeelsonTest said = said(owner.getElement());
        String where = parameter.getDeclaringExecutable().toString();
        if (said == null) {
            throw new ParameterResolutionException("Cannot give a " + type.getSimpleName() + " to " + where
                    + ": its class has no Keelson. Put @KeelsonTest on the class, or on the one around it.");
        }
        TestRun run = known(context);
        if (said.reset() == Reset.EACH_METHOD && run == null) {
            throw new ParameterResolutionException("Cannot give a " + type.getSimpleName() + " to " + where
                    + ": by reset = EACH_METHOD each test method has a database of its own, and none is there yet."
                    + " Take it as a parameter of the test method or of @BeforeEach, or leave the reset out.");
        }
        Standing standing = run == null ? standing(owner, said) : run.standing();
        return Gifts.give(type, standing, run, parameter.getDeclaringExecutable());
    }

    /** The nearest class that says {@code @KeelsonTest}, or this one where none does. */
    private static ExtensionContext owner(ExtensionContext context) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            if (said(at.get().getElement()) != null) {
                return at.get();
            }
            at = at.get().getParent();
        }
        return context;
    }

    private static @Nullable KeelsonTest said(Optional<AnnotatedElement> element) {
        return element.filter(Class.class::isInstance)
                .flatMap(type -> AnnotationSupport.findAnnotation(type, KeelsonTest.class))
                .orElse(null);
    }

    private static Standing standing(ExtensionContext where, KeelsonTest said) {
        ExtensionContext.Store store = where.getStore(KIT);
        Standing known = store.get(Standing.class, Standing.class);
        if (known != null && known.isOf(where)) {
            return known;
        }
        Standing made = Standing.set(where, said);
        store.put(Standing.class, made);
        return made;
    }
}
