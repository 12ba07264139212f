package dev.opendollr.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.opendollr.http.Contract.Operation;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/// What the features leave unanswered: wrong methods, and paths nobody has. Registered last.
final class ContractRoutes implements HttpService {
    private final Contract contract;

    ContractRoutes(Contract contract) {
        this.contract = contract;
    }

    @Override
    public void routing(HttpRules rules) {
        var byPath = contract.operations().stream().collect(groupingBy(Operation::path));
        byPath.forEach((path, operations) -> rules.any(path, methodNotAllowed(operations)));
        rules.any((request, response) -> Reply.detail(response, Status.NOT_FOUND_404, "Not Found"));
    }

    private static Handler methodNotAllowed(List<Operation> operations) {
        var allowed = operations.stream()
                .map(operation -> operation.method().text())
                .sorted()
                .collect(joining(", "));
        return (request, response) -> {
            response.header(HeaderNames.ALLOW, allowed);
            Reply.detail(response, Status.METHOD_NOT_ALLOWED_405, "Method Not Allowed");
        };
    }
}
