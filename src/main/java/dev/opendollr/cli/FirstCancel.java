package dev.opendollr.cli;

import dev.opendollr.DemoCredentials;
import java.io.PrintWriter;

/// Four lines that a newcomer can paste: from the demo credentials to a first canceled order.
final class FirstCancel {
    private FirstCancel() {}

    /// `url` is the address on which the server listens, not the public URL: the lines are pasted on the same
    /// machine, and a proxy might not forward them.
    static void print(PrintWriter out, DemoCredentials demo, String url) {
        out.print("""

            Demo merchant %d (%s)
              client_id      %s
              client_secret  %s

            A first cancel, to be pasted as it is:

            TOKEN=$(curl -s -X POST %5$s/v1/jwt/client/obtain/token -H 'Content-Type: application/json' -d '{"client_id":"%3$s","client_secret":"%4$s"}' | sed -E 's/.*"access_token":"([^"]+)".*/\\1/')
            BUYER=$(curl -s -X POST %5$s/v1/counterparties/create -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"relationship_type":"CUSTOMER"}' | sed -E 's/^\\{"id":([0-9]+).*/\\1/')
            ORDER=$(curl -s -X POST %5$s/v1/orders/create -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"counterparty_id":'$BUYER',"currency":"USD","note":"First order","fee_bearer":"PAYER","as_payment_link":false}' | sed -E 's/^\\{"id":([0-9]+).*/\\1/')
            curl -s -X DELETE %5$s/v1/orders/cancel/$ORDER -H "Authorization: Bearer $TOKEN"

            The API to browse is at %5$s/docs

            """.formatted(demo.merchantId(), demo.merchantType(), demo.clientId(), demo.clientSecret(), url));
    }
}
