package dev.keelson.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The role by which tests ask the database. */
final class Role {

    private Role() {}

    /**
     * Refuses a role for which row-level security does not hold.
     *
     * @throws ExtensionConfigurationException also if the database cannot be reached
     */
    static void requireOrdinary(Stage stage, DataSource own) {
        try (Connection connection = own.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet role =
                            statement.executeQuery("select current_user, rolsuper or rolbypassrls from pg_roles"
                                    + " where rolname = current_user")) {
                if (role.next() && role.getBoolean(2)) {
                    throw new ExtensionConfigurationException("Cannot test as role " + role.getString(1)
                            + ", by which the own database of " + stage.name()
                            + " is reached: it is a superuser or bypasses row-level security, so that no right and no"
                            + " policy of the database holds for it, and tests would pass that fail in production."
                            + " Give connections of an ordinary role, as the application has.");
                }
            }
        } catch (SQLException unreachable) {
            throw new ExtensionConfigurationException(
                    "Cannot reach the own database of " + stage.name() + ": " + unreachable.getMessage()
                            + ". Start it before the tests, or have the kit make one: no KeelsonStage.ownDatabase().",
                    unreachable);
        }
    }
}
