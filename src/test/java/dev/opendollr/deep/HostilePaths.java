package dev.opendollr.deep;

import java.util.List;
import java.util.stream.Stream;

/// Paths that try to lead somewhere else than a proxy believes.
final class HostilePaths {
    private static final List<String> WAYS_OUT = List.of(
            "/v1/..;",
            "/pay/..;",
            "/receipt/..;",
            "/v1/;/..",
            "/v1/x/..;/..;",
            "/v1/..",
            "/v1/%2e%2e",
            "/v1/.%2e",
            "/v1/..%2f",
            "/v1/%252e%252e",
            "/v1/..%5c",
            "/v1/..\\",
            "/v1/%c0%ae%c0%ae",
            "/v1/%u002e%u002e",
            "/v1/..%00",
            "/v1//..",
            "/v1/%2f..",
            "/v1/./..",
            "/openapi.json/..",
            "/openapi.json/..;",
            "/",
            "/;",
            "/.",
            "");
    private static final List<String> PLACES = List.of("/metrics", "/sandbox", "/sandbox/clock", "/health/ready");

    /// None of them may be answered.
    static final List<String> OUT_OF_THE_LIST = Stream.concat(
                    WAYS_OUT.stream().flatMap(way -> PLACES.stream().map(place -> way + place)),
                    Stream.of(
                            "http://elsewhere.example/metrics",
                            "/%6detrics",
                            "/metrics;x",
                            "/metrics/",
                            "/v1//orders//list",
                            "/v1/orders%2flist",
                            "/v1/orders/list;x",
                            "/v1/orders/list#x"))
            .toList();

    private HostilePaths() {}

    /// None of them may cancel this order.
    static List<String> toCancel(long order) {
        return List.of(
                "/v1/orders/cancel/" + order + ";drop",
                "/v1/orders/cancel/999999/../" + order,
                "/v1/orders/cancel/999;/../" + order,
                "/v1/orders/cancel/999/..;/" + order,
                "/v1/orders/cancel/999/%2e%2e/" + order,
                "/v1/orders/cancel/./" + order,
                "/v1/orders/cancel//" + order,
                "/v1//orders/cancel/" + order,
                "/v1/orders%2fcancel%2f" + order,
                "/v1/orders/retrieve/../cancel/" + order,
                "/v1/invoices/..;/orders/cancel/" + order,
                "/metrics/../v1/orders/cancel/" + order,
                "/v1/orders/cancel/" + order + "%2f..",
                "/v1/orders/cancel/" + order + "#x",
                "http://elsewhere.example/v1/orders/cancel/./" + order);
    }
}
