package dev.opendollr.base.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Serves the contract: at `/openapi.json` for machines, at `/openapi-sdk.json` for client generators, and at
/// `/docs` for people. `/` redirects to `/docs`. Nothing is loaded from a third party's host.
final class DocsRoutes {
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    /// Swagger UI sets style attributes of its own.
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private static final String JSON = "application/json";
    /// Editors and viewers on other hosts may read the contract, but browsers do not let them make the calls.
    private static final Map<String, String> CONTRACT =
            Map.of(Reply.CONTENT_TYPE, JSON, "Access-Control-Allow-Origin", "*");

    private final Contract contract;
    private final Map<String, Handler> derived = new ConcurrentHashMap<>();
    private final Supplier<String> publicUrl;
    private final String viewer = "/META-INF/resources/webjars/swagger-ui/" + viewerVersion() + "/";

    /// `publicUrl` is read only when the derived contract is requested: before that the port may not be known.
    DocsRoutes(Contract contract, Supplier<String> publicUrl) {
        this.contract = contract;
        this.publicUrl = publicUrl;
    }

    /// The contracts for programs.
    Routes contracts() {
        return rules -> rules.get("/openapi.json", contract(contract))
                .get("/openapi-sdk.json", (request, response) -> derived().handle(request, response));
    }

    /// The contract viewer for people.
    Routes viewer() {
        return rules -> rules.get("/", (request, response) -> toDocs(response))
                .get("/docs", file("/docs/index.html", HTML))
                .get("/docs/start.js", file("/docs/start.js", JAVASCRIPT))
                .get("/docs/viewer.js", file(viewer + "swagger-ui-bundle.js", JAVASCRIPT))
                .get("/docs/viewer.css", file(viewer + "swagger-ui.css", CSS));
    }

    private Handler derived() {
        return derived.computeIfAbsent(publicUrl.get(), url -> contract(contract.derived(url)));
    }

    private static Handler contract(Contract contract) {
        return StaticFiles.of(Json.bytes(contract.document()), CONTRACT);
    }

    private static void toDocs(Response response) {
        response.status(Status.TEMPORARY_REDIRECT).header("Location", "/docs").send(new byte[0]);
    }

    private static Handler file(String resource, String type) {
        return StaticFiles.of(bytes(resource), Map.of(Reply.CONTENT_TYPE, type, "Content-Security-Policy", POLICY));
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
