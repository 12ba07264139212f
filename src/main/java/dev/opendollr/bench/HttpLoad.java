package dev.opendollr.bench;

import dev.opendollr.problem.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Cancels orders over HTTP from many connections at once, each sending the next request when it has its answer.
///
/// A platform thread with a blocking socket for each connection: virtual threads cost twice the CPU time here, which
/// the
/// load takes from the server.
final class HttpLoad {
    private static final Duration OVERTIME_MAX = Duration.ofSeconds(30);

    private final ServerProcess server;
    private volatile boolean stopped;

    private HttpLoad(ServerProcess server) {
        this.server = server;
    }

    static Measurement run(ServerProcess server, OrderBlock block, Duration time) {
        return new HttpLoad(server).run(block, time);
    }

    private Measurement run(OrderBlock block, Duration time) {
        var connections = new ArrayList<CancelConnection>();
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            try {
                open(connections, block.clients());
                return measured(threads, connections, block, time);
            } finally {
                stopped = true;
                close(connections);
            }
        } catch (IOException refused) {
            throw new StartFailure("the server refused a connection: " + refused.getMessage(), refused);
        }
    }

    private void open(List<CancelConnection> connections, int count) throws IOException {
        var token = server.token();
        for (int i = 0; i < count; i++) {
            connections.add(CancelConnection.open(server.address(), token));
        }
    }

    private Measurement measured(
            ExecutorService threads, List<CancelConnection> connections, OrderBlock block, Duration time) {
        var start = new CountDownLatch(1);
        var clients = new ArrayList<Future<long[]>>();
        for (int i = 0; i < connections.size(); i++) {
            var connection = connections.get(i);
            long first = block.first(i);
            clients.add(threads.submit(() -> {
                start.await();
                return cancelAll(connection, first, block.ordersPerClient(), time);
            }));
        }
        long serverCpu = server.cpuMillis();
        long ownCpu = ownCpuMillis();
        long started = System.nanoTime();
        start.countDown();
        var latencies = latencies(clients, time);
        var took = Duration.ofNanos(System.nanoTime() - started);
        return new Measurement(
                latencies.count(), took, latencies, server.cpuMillis() - serverCpu, ownCpuMillis() - ownCpu);
    }

    /// The latencies in microseconds.
    private long[] cancelAll(CancelConnection connection, long first, int count, Duration time) throws IOException {
        var micros = new long[count];
        long before = System.nanoTime();
        long ends = before + time.toNanos();
        for (int i = 0; i < count; i++) {
            if (stopped || before - ends >= 0) {
                return Arrays.copyOf(micros, i);
            }
            connection.cancel(first + i);
            long after = System.nanoTime();
            micros[i] = (after - before) / 1_000;
            before = after;
        }
        throw new StartFailure("the fresh orders ran out before the time did");
    }

    private static Latencies latencies(List<Future<long[]>> clients, Duration time) {
        long ends = System.nanoTime() + time.plus(OVERTIME_MAX).toNanos();
        var parts = new ArrayList<long[]>();
        try {
            for (var client : clients) {
                parts.add(client.get(Math.max(0, ends - System.nanoTime()), TimeUnit.NANOSECONDS));
            }
            return Latencies.of(parts);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof StartFailure failure
                    ? failure
                    : new StartFailure("a connection to the server failed: " + failed.getMessage(), failed);
        } catch (TimeoutException late) {
            throw new StartFailure("the server stopped answering", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", stopping);
        }
    }

    private static long ownCpuMillis() {
        return ProcessUsage.cpuMillis(ProcessHandle.current().pid()).orElse(0L);
    }

    /// Ends what still waits for an answer, too.
    private static void close(List<CancelConnection> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
