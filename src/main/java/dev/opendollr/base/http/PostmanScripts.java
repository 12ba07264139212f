package dev.opendollr.base.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a Postman collection does before and after its calls, in Postman's JavaScript.
final class PostmanScripts {
    /// A reference moves money once, so each call gets a new one.
    static final String NEW_REFERENCE =
            "pm.collectionVariables.set(\"reference_id\", pm.variables.replaceIn(\"{{$guid}}\"));";

    private static final List<String> SUCCEEDS =
            List.of("pm.test(\"succeeds\", () => pm.response.to.have.status(200));", "if (pm.response.code === 200) {");
    private static final String STORE = "    pm.collectionVariables.set(\"%s\", String(pm.response.json().%s));";
    /// The runner asks for the status until it is final.
    private static final List<String> AGAIN_WHILE_OPEN = List.of(
            "    if ([\"PENDING\", \"PROCESSING\"].includes(pm.response.json().status)) {",
            "        pm.execution.setNextRequest(pm.info.requestId);",
            "    } else {",
            "        pm.test(\"is completed\", () => pm.expect(pm.response.json().status).to.eql(\"COMPLETED\"));",
            "    }");

    private PostmanScripts() {}

    static List<String> afterwards(boolean givesToken, Optional<String> storesId, boolean asksForEnd) {
        List<String> lines = new ArrayList<>(SUCCEEDS);
        if (givesToken) {
            lines.add(STORE.formatted("token", "access_token"));
        }
        storesId.ifPresent(variable -> lines.add(STORE.formatted(variable, "id")));
        if (asksForEnd) {
            lines.addAll(AGAIN_WHILE_OPEN);
        }
        lines.add("}");
        return List.copyOf(lines);
    }
}
