package dev.opendollr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Ids that change places do not compile.
class SwappedIdsTest {
    private static final String REQUEST = "OperationType operation, UUID reference, Optional<SessionId> a,"
            + " Optional<SourceId> b, Optional<PaymentAccountId> account, Optional<ExecutionId> original";

    private static final List<Row> ROWS = List.of(
            new Row("session", "WalletId a, PaymentAccountId b, Money c", "new Intent.Payout(%s, %s, c)"),
            new Row("session", "WalletId a, CounterpartyId b, Money c", "new Intent.Transfer(%s, %s, c)"),
            new Row("session", "Sessions c, Handle tx, MerchantId a, SessionId b", "c.hold(tx, %s, %s)"),
            new Row("execution", "Handle tx, MerchantId a, ExecutionId b", "ExecutionTable.lock(tx, %s, %s)"),
            new Row("execution", "Handle tx, MerchantId a, SourceId b", "CollectionTable.findKept(tx, %s, %s)"),
            new Row("execution", REQUEST, "new Execution.Request(operation, reference, %s, %s, account, original)"),
            new Row("ledger", "MerchantId a, ExecutionId b", "new Movement.Cause.Received(%s, %s)"),
            new Row("gateway", "Callbacks c, MerchantId merchant, AttemptId a, UUID b", "c.arrived(merchant, %s)"),
            new Row(
                    "party",
                    "Counterparties c, Handle tx, MerchantId merchant, CounterpartyId a, PartyId b",
                    "c.attach(tx, merchant, %s, %s)"),
            new Row("source", "MerchantId a, SourceId b", "new Cancels.Key(%s, %s)"),
            new Row(
                    "source",
                    "SourceItems c, Caller.ByCredential caller, SourceKind kind, SourceId a, SourceItemId b",
                    "c.remove(caller, kind, %s, %s)"));

    private static final List<String> ROOMS = List.of(
            "account", "execution", "gateway", "base.identity", "ledger", "base.money", "party", "session", "source");

    /// A call from within a room, with the places of two ids, of which `parameters` calls the first `a` and the
    /// second `b`.
    private record Row(String room, String parameters, String call) {}

    @Test
    void calls_compile_only_with_each_id_in_its_own_place() throws IOException {
        assertThat(refused("a", "b")).isEmpty();
        assertThat(refused("b", "a")).hasSameSizeAs(ROWS);
    }

    /// The names of the calls that the compiler refuses with ids in this order.
    private static Set<String> refused(String first, String second) throws IOException {
        var calls = IntStream.range(0, ROWS.size())
                .mapToObj(number -> new Call(number, ROWS.get(number), first, second))
                .toList();
        var said = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, null, said, options, null, calls);
        var _ = ((JavacTask) task).analyze();
        return said.getDiagnostics().stream()
                .filter(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR)
                .map(complaint -> String.valueOf(complaint.getSource()))
                .collect(Collectors.toSet());
    }

    /// A class with one call.
    private static final class Call extends SimpleJavaFileObject {
        private final String text;

        Call(int number, Row row, String first, String second) {
            super(URI.create("string:///dev/opendollr/" + row.room() + "/Call" + number + ".java"), Kind.SOURCE);
            text = """
                package dev.opendollr.%s;

                import java.util.Optional;
                import java.util.UUID;
                import org.jdbi.v3.core.Handle;
                import org.joda.money.Money;
                %s
                class Call%d {
                    void call(%s) {
                        %s;
                    }
                }
                """.formatted(
                            row.room(),
                            ROOMS.stream()
                                    .map(room -> "import dev.opendollr." + room + ".*;\n")
                                    .collect(Collectors.joining()),
                            number,
                            row.parameters(),
                            row.call().formatted(first, second));
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
