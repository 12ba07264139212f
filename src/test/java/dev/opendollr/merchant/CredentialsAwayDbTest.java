package dev.opendollr.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestPostgres;
import dev.opendollr.testing.Wire;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers whose credential cannot be looked up, because the database is away, are told so soon and all together.
class CredentialsAwayDbTest {
    private static final int CALLERS = 27;
    private static final int CONNECTIONS = 4;
    /// One after the other they would wait for 2 s each, four at once: 14 s in all, and 4 s for the second four.
    private static final Duration TOLD_WITHIN = Duration.ofMillis(3_500);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobody_waits_for_those_before(boolean oneCredential) throws IOException {
        var access = TestPostgres.migrated().server();
        try (var wire = Wire.to(access.url());
                var database =
                        new Database(new DatabaseAccess(wire.url(), access.user(), access.password()), CONNECTIONS)) {
            var credentials = new Credentials(database, InstantSource.system(), new SecureRandom());
            var known = new Merchants(database, credentials, InstantSource.system())
                    .register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty())
                    .credential()
                    .clientId();
            wire.cut();
            IntFunction<String> clientId = number -> oneCredential ? known : "odc_" + number;
            assertThat(Race.allAnswer(calls(credentials, clientId))).hasSize(CALLERS);
            wire.mend();
            Eventually.isTrue("the database is back", database::answers);
            assertThat(credentials.isRevoked(known)).isFalse();
        }
    }

    private static List<Callable<Boolean>> calls(Credentials credentials, IntFunction<String> clientId) {
        return IntStream.range(0, CALLERS)
                .<Callable<Boolean>>mapToObj(number -> () -> isToldSoon(credentials, clientId.apply(number)))
                .toList();
    }

    private static boolean isToldSoon(Credentials credentials, String clientId) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> credentials.isRevoked(clientId)).isInstanceOf(ProblemException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TOLD_WITHIN);
        return true;
    }
}
