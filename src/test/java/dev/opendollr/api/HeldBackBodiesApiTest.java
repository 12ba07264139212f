package dev.opendollr.api;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Callers with addresses that are long to read, who then keep their bodies to themselves.
class HeldBackBodiesApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final int CROWD = 8;
    private static final String LONG = "?a=" + "x".repeat(1_100);
    private static final String LARGE_PARTY =
            "{\"fullname\": \"Ma Hawa\", \"phone\": \"231881234789\", \"a\": \"" + "x".repeat(2_000) + "\"}";

    private final Client shop = SERVER.newMerchant();
    private final List<RawConnection> held = new ArrayList<>();

    @AfterEach
    void goOn() {
        held.forEach(RawConnection::close);
    }

    @Test
    void a_stranger_who_holds_a_body_back_holds_no_processor() {
        for (int count = 0; count < CROWD; count++) {
            hold("POST /v1/jwt/client/obtain/token" + LONG + " HTTP/1.1\r\nHost: a\r\n");
        }
        shop.post("/v1/parties/create", LARGE_PARTY).expect(200);
    }

    @Test
    void nor_does_a_merchant_from_its_own_other_requests() {
        for (int count = 0; count < CROWD; count++) {
            hold("POST /v1/parties/create" + LONG + " HTTP/1.1\r\nHost: a\r\nAuthorization: "
                    + shop.header("Authorization") + "\r\n");
        }
        shop.post("/v1/parties/create", LARGE_PARTY).expect(200);
    }

    /// The server asks for the body when it begins to wait for it.
    private void hold(String head) {
        var connection = RawConnection.open(SERVER.url());
        held.add(connection);
        connection.send(head + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n");
        connection.awaitContinue();
    }
}
