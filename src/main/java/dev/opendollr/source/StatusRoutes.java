package dev.opendollr.source;

import dev.opendollr.base.http.Authentication;
import dev.opendollr.base.http.Input;
import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// The status of a source, for callers that poll.
public final class StatusRoutes implements Routes {
    private final Authentication authentication;
    private final Sources sources;

    public StatusRoutes(Authentication authentication, Sources sources) {
        this.authentication = authentication;
        this.sources = sources;
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/{version}/status/source", this::status);
    }

    private void status(Request request, Response response) {
        var caller = authentication.caller(request);
        var input = Input.of(request);
        var type = input.requiredQueryChoice("source_type", SourceType.class);
        var id = input.requiredQueryId("source_id", SourceId::new);
        input.check();
        Reply.ok(response, SourceStatusJson.of(sources.retrieve(caller.merchant(), type.kind(), id)));
    }

    private record SourceStatusJson(
            SourceId sourceId,
            SourceKind sourceType,
            String sourceNumber,
            SourceStatus status,
            String currency,
            BigDecimal totalAmount,
            Optional<Instant> paidAt) {
        static SourceStatusJson of(Source source) {
            return new SourceStatusJson(
                    source.id(),
                    source.kind(),
                    source.number(),
                    source.status(),
                    source.totalAmount().getCurrencyUnit().getCode(),
                    source.totalAmount().getAmount(),
                    source.paidAt());
        }
    }
}
