package dev.keelson.tried;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Test classes that were run by JUnit, and what became of each test. */
final class Played {

    private final Map<String, String> failures = new LinkedHashMap<>();
    private final List<String> passed = new ArrayList<>();

    private Played() {}

    static Played of(Class<?>... tests) {
        return of(Map.of(), tests);
    }

    static Played of(Map<String, String> parameters, Class<?>... tests) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (Class<?> test : tests) {
            selectors.add(selectClass(test));
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(parameters)
                .build();
        Played played = new Played();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                played.take(test, result);
            }
        });
        return played;
    }

    /** The outcome of each test of a class, empty where it passed. */
    static Map<String, String> outcomes(Class<?> test) {
        Played played = of(test);
        Map<String, String> outcomes = new LinkedHashMap<>(played.failures);
        played.passed.forEach(name -> outcomes.put(name, ""));
        return outcomes;
    }

    private synchronized void take(TestIdentifier test, TestExecutionResult result) {
        String name = test.getDisplayName().replaceAll("\\(.*\\)$", "");
        result.getThrowable().ifPresent(failure -> failures.put(name, told(failure)));
        if (test.isTest() && result.getThrowable().isEmpty()) {
            passed.add(name);
        }
    }

    private static String told(Throwable failure) {
        StringBuilder told = new StringBuilder(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        for (Throwable second : failure.getSuppressed()) {
            told.append("\nbesides ").append(told(second));
        }
        return told.toString();
    }

    /** What the test, or the class, of this name failed with. */
    String failure(String name) {
        assertThat(failures).as("failures; passed were %s", passed).containsKey(name);
        return String.valueOf(failures.get(name));
    }

    /** The only failure that there is. */
    String failure() {
        assertThat(failures).as("failures; passed were %s", passed).hasSize(1);
        return failures.values().iterator().next();
    }

    List<String> passed() {
        return List.copyOf(passed);
    }

    Map<String, String> failures() {
        return Map.copyOf(failures);
    }
}
