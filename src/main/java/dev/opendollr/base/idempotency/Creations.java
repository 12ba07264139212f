package dev.opendollr.base.idempotency;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.Body;
import dev.opendollr.base.http.Json;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Status;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Creations that a caller may repeat under one key. The first answer is stored in the transaction that
/// creates.
public final class Creations {
    /// How long an answer is kept.
    static final Duration KEPT = Duration.ofHours(24);

    private static final String KEY = "idempotency-key";

    private final Database database;
    private final InstantSource clock;

    /// `clock` is the real clock: moving the sandbox clock must not let a creation happen twice.
    public Creations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Runs `creation` in one transaction and answers with its result as JSON. If the key is already known for
    /// the same `operation` and body, answers with the first answer instead.
    public void answer(
            Response response,
            Caller.ByCredential caller,
            Optional<String> key,
            String operation,
            Body body,
            Function<Handle, Object> creation) {
        if (key.isEmpty()) {
            Reply.ok(response, database.of(caller.merchant()).transact(creation));
            return;
        }
        var claim = new IdempotencyKey(caller.merchant(), key.get(), Fingerprint.of(operation, body));
        var answer = database.of(caller.merchant()).transact(tx -> once(tx, claim, creation));
        if (answer.repeated()) {
            Reply.repeated(response, answer.bytes());
        } else {
            Reply.json(response, Status.OK, answer.bytes());
        }
    }

    record Answer(String json, boolean repeated) {
        byte[] bytes() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// A second transaction with the same key waits until the first has committed, and then finds its answer.
    Answer once(Handle tx, IdempotencyKey claim, Function<Handle, Object> creation) {
        var now = clock.instant();
        if (IdempotencyKeyTable.claim(tx, claim, now, now.minus(KEPT))) {
            IdempotencyKeyTable.forgetSome(tx, claim.merchant(), now.minus(KEPT));
            var json = Json.text(creation.apply(tx));
            IdempotencyKeyTable.keepAnswer(tx, claim, json);
            return new Answer(json, false);
        }
        return IdempotencyKeyTable.answer(tx, claim)
                .map(json -> new Answer(json, true))
                .orElseThrow(() -> ProblemException.refused(KEY, new CreationReason.KeyOfOtherRequest(KEPT.toHours())));
    }
}
