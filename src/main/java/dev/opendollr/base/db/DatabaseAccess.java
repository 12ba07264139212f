package dev.opendollr.base.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Where a PostgreSQL database is and how to log in to it.
public record DatabaseAccess(String url, String user, String password) {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    /// Ends what would otherwise hold locks for ever; each is well under [#ANSWER_MAX].
    private static final String SESSION_LIMITS =
            "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s";

    /// SQLSTATEs for a wrong password, a wrong role, and a missing password.
    private static final Set<String> REFUSED_LOGINS = Set.of("28P01", "28000", "08004");

    /// Whether PostgreSQL refused the login because the user or the password was wrong or missing.
    public static boolean isLoginRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && REFUSED_LOGINS.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=" + url + ", user=" + user + ", password=***]";
    }

    /// A pool of at most `connections` sessions of the server.
    HikariDataSource pool(int connections) {
        var config = new HikariConfig();
        config.setPoolName("opendollr");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setDataSourceProperties(driverProperties());
        config.addDataSourceProperty("options", SESSION_LIMITS);
        config.addDataSourceProperty("socketTimeout", Long.toString(ANSWER_MAX.toSeconds()));
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(CONNECT_MAX.toMillis());
        config.setValidationTimeout(CONNECT_MAX.toMillis() / 2);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /// Single sessions, for administration and for asking after the server.
    public Jdbi sessions() {
        var properties = driverProperties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("socketTimeout", Long.toString(ANSWER_MAX.toSeconds()));
        return Jdbi.create(url, properties);
    }

    /// Sessions that wait for an answer without a time limit.
    public Jdbi patientSessions() {
        var properties = driverProperties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return Jdbi.create(url, properties);
    }

    Properties driverProperties() {
        var properties = new Properties();
        properties.setProperty("connectTimeout", Long.toString(CONNECT_MAX.toSeconds()));
        properties.setProperty("ApplicationName", "opendollr");
        // The detail of an error quotes the row, which is our merchants' data.
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }
}
