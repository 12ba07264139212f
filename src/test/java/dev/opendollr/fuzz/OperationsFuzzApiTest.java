package dev.opendollr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.api.FuzzedOperations;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.TestServer;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever a merchant sends to an operation of the contract, it gets an answer that the contract declares, and the
/// books stay right.
@Tag("fuzz")
class OperationsFuzzApiTest {
    private static final int CALLS_MIN = 500;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void no_call_makes_an_operation_fail() {
        var time = new FuzzTime();
        var operations = FuzzedOperations.of(SERVER);
        var heap = new HeapWatch();
        var statuses = new TreeMap<Integer, Integer>();
        int calls = 0;
        while (time.isLeft()) {
            long seed = time.nextSeed();
            Answer answer = operations.call(seed);
            assertThat(answer.status()).as("seed %d: %s", seed, answer.body()).isLessThan(500);
            statuses.merge(answer.status(), 1, Integer::sum);
            calls++;
        }
        assertThat(calls).isGreaterThan(CALLS_MIN);
        assertThat(operations.neverCalled()).isEmpty();
        assertThat(statuses.keySet())
                .as("calls are accepted, refused and not found")
                .contains(200, 404, 422);
        heap.check();
    }
}
