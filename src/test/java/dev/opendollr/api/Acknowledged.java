package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Payments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What a server has answered 200, which must hold whoever dies afterwards; and what it was asked, which may be lost
/// only when it never answered.
final class Acknowledged {
    private static final List<String> FINAL = List.of("COMPLETED", "FAILED");

    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final Map<String, String> answered = new ConcurrentHashMap<>();
    private final Map<String, Long> orders = new ConcurrentHashMap<>();
    private final Set<Long> canceled = ConcurrentHashMap.newKeySet();
    private final Set<String> everAnswered = ConcurrentHashMap.newKeySet();

    /// Executes under `reference`, and keeps the status that was answered.
    Answer execute(String operation, String reference, Supplier<Answer> execution) {
        asked.put(reference, operation);
        var answer = execution.get().expect(200);
        answered.put(reference, answer.text("status"));
        everAnswered.add(operation + " " + answer.text("status"));
        return answer;
    }

    /// The collection with this reference is for this order.
    void isFor(long order, String reference) {
        orders.put(reference, order);
    }

    /// A cancel, or the request for one, was answered 200.
    void canceled(String how, long order) {
        canceled.add(order);
        everAnswered.add(how);
    }

    /// Operations with the statuses they were answered with, and kinds of cancels, in all rounds.
    Set<String> ever() {
        return Set.copyOf(everAnswered);
    }

    /// Compares all of it with what is so now that nothing is open any more, and forgets it.
    void check(Client shop) {
        asked.forEach((reference, operation) -> {
            var now = shop.get("/v1/status/" + operation + "/" + reference);
            if (now.status() == 404) {
                assertThat(answered).as("%s is lost", operation).doesNotContainKey(reference);
                return;
            }
            var status = now.expect(200).text("status");
            assertThat(status).as(now.body()).isIn(FINAL);
            var told = answered.getOrDefault(reference, "");
            if (FINAL.contains(told)) {
                assertThat(status).as("what was answered: %s", now.body()).isEqualTo(told);
            }
        });
        canceled.forEach(order -> assertThat(Payments.orderStatus(shop, order)).isEqualTo("CANCELED"));
        orders.forEach((reference, order) -> {
            if ("COMPLETED".equals(answered.get(reference))) {
                assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
            }
        });
        asked.clear();
        answered.clear();
        orders.clear();
        canceled.clear();
    }
}
