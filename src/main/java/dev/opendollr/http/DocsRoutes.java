package dev.opendollr.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The contract for machines at `/openapi.json` and for people at `/docs`, without a third party's host.
final class DocsRoutes implements Routes {
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    /// Swagger UI sets style attributes of its own.
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private final byte[] contract;
    private final String viewer = "/META-INF/resources/webjars/swagger-ui/" + viewerVersion() + "/";

    DocsRoutes(Contract contract) {
        this.contract = Json.bytes(contract.document());
    }

    @Override
    public void routing(Rules rules) {
        rules.get("/openapi.json", (request, response) -> Reply.json(response, Status.OK, contract))
                .get("/docs", (request, response) -> file(response, "/docs/index.html", HTML))
                .get("/docs/start.js", (request, response) -> file(response, "/docs/start.js", JAVASCRIPT))
                .get(
                        "/docs/viewer.js",
                        (request, response) -> file(response, viewer + "swagger-ui-bundle.js", JAVASCRIPT))
                .get("/docs/viewer.css", (request, response) -> file(response, viewer + "swagger-ui.css", CSS));
    }

    private static void file(Response response, String resource, String type) {
        response.header(Reply.CONTENT_TYPE, type)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .send(bytes(resource));
    }

    private static byte[] bytes(String resource) {
        try (var stream = DocsRoutes.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String viewerVersion() {
        var properties = new Properties();
        try (var stream =
                DocsRoutes.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            if (stream == null) {
                throw new IllegalStateException("the viewer of the contract is missing");
            }
            properties.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties.getProperty("version", "");
    }
}
