package dev.opendollr.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer of the server.
public record Answer(int status, HttpHeaders headers, String body) {
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /// The id of the object in the answer.
    public long id() {
        return json().path("id").longValue();
    }

    public String text(String member) {
        return json().path(member).stringValue();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /// The payment intent that a refund of this collection must name.
    public long paymentIntent() {
        return header("Payment-Intent-Id").map(Long::parseLong).orElseThrow();
    }

    @CanIgnoreReturnValue
    public Answer expect(int expected) {
        if (status != expected) {
            throw new Unexpected(this, expected);
        }
        return this;
    }

    /// Thrown when the status is not the expected one.
    public static final class Unexpected extends AssertionError {
        private final int status;

        Unexpected(Answer answer, int expected) {
            super("expected %d but got %d: %s".formatted(expected, answer.status(), answer.body()));
            status = answer.status();
        }

        public int status() {
            return status;
        }
    }

    /// The errors of a 422 as `body.currency enum`, in the order of the answer.
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (var error : json().path("detail")) {
            List<String> location = new ArrayList<>();
            error.path("loc").forEach(part -> location.add(part.isString() ? part.stringValue() : part.toString()));
            errors.add(String.join(".", location) + " " + error.path("type").stringValue());
        }
        return errors;
    }
}
