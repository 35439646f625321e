package dev.keelson.work.guice;

import com.zaxxer.hikari.HikariConfig;
import dev.keelson.work.KeelsonBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives the timeouts to a pool of our own as an option of its connections, so that no statement need tell them. */
final class ConnectionOptions {

    private static final String OPTIONS = "options";

    private ConnectionOptions() {}

    /** The configuration with the timeouts in it, where its address takes them, which the builder is told then. */
    static HikariConfig giving(KeelsonBuilder builder, @Nullable HikariConfig configuration) {
        HikariConfig given = Objects.requireNonNull(configuration, "a pool has a configuration");
        String timeouts = builder.timeoutOptions().orElse(null);
        String url = given.getJdbcUrl();
        if (timeouts == null || url == null || !url.startsWith("jdbc:postgresql:") || url.contains(OPTIONS + "=")) {
            return given;
        }
        HikariConfig taking = new HikariConfig();
        given.copyStateTo(taking);
        Object others = given.getDataSourceProperties().get(OPTIONS);
        String all = others == null ? timeouts : others + " " + timeouts;
        taking.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + OPTIONS + "="
                + URLEncoder.encode(all, StandardCharsets.UTF_8).replace("+", "%20"));
        builder.timeoutsInOptions(true);
        return taking;
    }
}
