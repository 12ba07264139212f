package dev.opendollr.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.session.SessionId;
import java.util.List;
import java.util.stream.Stream;

/// An attack: what an attacker does over many connections at once so that other callers get less.
///
/// `request` is everything that one connection sends, as HTTP on the wire.
record Attack(String name, int connections, Manner manner, String request) {
    private static final int HOLDERS = 200;
    private static final int READERS = 60;
    private static final int CALLERS = 64;
    private static final int GUESSERS = 24;
    /// Requests that one connection sends without reading any answer.
    private static final int UNREAD = 8;
    /// Groups of digits, each of which may be part of a card number, in a body of nearly the maximum size.
    private static final int GROUPS = 12_000;

    private static final String TOKEN_CALL = "/v1/jwt/client/obtain/token";

    /// How a connection is used.
    enum Manner {
        /// Sends its request, reads nothing and stays.
        HOLD,
        /// Sends its request again and again, as soon as it was answered.
        REPEAT
    }

    /// All attacks: those of callers without a token, and those of a merchant who has this token and may
    /// request payouts from this session.
    static List<Attack> all(String token, SessionId session, PaymentAccountId account) {
        return Stream.concat(ofStrangers().stream(), ofMerchant(token, session, account).stream())
                .toList();
    }

    private static List<Attack> ofStrangers() {
        return List.of(
                new Attack("heads without an end", HOLDERS, Manner.HOLD, "GET /v1/orders/list HTTP/1.1\r\nX-Slow: "),
                new Attack(
                        "half a body for a token",
                        HOLDERS,
                        Manner.HOLD,
                        "POST " + TOKEN_CALL + " HTTP/1.1\r\nHost: bench\r\nContent-Length: 4096\r\n\r\n{"),
                new Attack(
                        "files that nobody reads",
                        HOLDERS,
                        Manner.HOLD,
                        call("GET", "/openapi-sdk.json", "", "").repeat(UNREAD)),
                new Attack("guessed credentials", CALLERS, Manner.REPEAT, call("POST", TOKEN_CALL, "", """
                    {"client_id": "odc_bench", "client_secret": "ods_guess"}\
                    """)));
    }

    private static List<Attack> ofMerchant(String token, SessionId session, PaymentAccountId account) {
        return List.of(
                new Attack(
                        "lists that nobody reads",
                        READERS,
                        Manner.HOLD,
                        call("GET", "/v1/orders/list", token, "").repeat(UNREAD)),
                new Attack(
                        "guessed passcodes",
                        GUESSERS,
                        Manner.REPEAT,
                        call("POST", "/v1/executions/payout", token, """
                            {"session_id": "%d", "payout_account_id": "%d",\
                             "reference_id": "00000000-0000-4000-8000-000000000000",\
                             "passcode": {"token": {"code": "1234", "phone": "231999999999"},\
                             "device": {"name": "bench", "type": "web", "platform": "linux", "user_agent": "bench",\
                             "client_ip": "127.0.0.1"}}}\
                            """.formatted(session.value(), account.value()))),
                new Attack(
                        "texts that are costly to check",
                        CALLERS,
                        Manner.REPEAT,
                        call("POST", "/v1/parties/create", token, """
                            {"fullname": "%s"}\
                            """.formatted("1234 5678 ".repeat(GROUPS / 2)))),
                new Attack("lists, flat out", CALLERS, Manner.REPEAT, call("GET", "/v1/orders/list", token, "")),
                new Attack(
                        "creations, flat out", CALLERS, Manner.REPEAT, call("POST", "/v1/parties/create", token, """
                            {"fullname": "Somebody", "phone": "231771234567"}\
                            """)));
    }

    private static String call(String method, String path, String token, String json) {
        return method + " " + path + " HTTP/1.1\r\nHost: bench\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                + "Content-Type: application/json\r\nContent-Length: "
                + json.getBytes(UTF_8).length + "\r\n\r\n" + json;
    }
}
