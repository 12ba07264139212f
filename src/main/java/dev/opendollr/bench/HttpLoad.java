package dev.opendollr.bench;

import dev.opendollr.base.problem.StartFailure;
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

/// Does units over HTTP from many connections at once. Each connection sends its next request as soon as it has
/// its answer.
///
/// Uses a platform thread with a blocking socket for each connection. Virtual threads cost twice the CPU time
/// here, which the server would lack.
final class HttpLoad {
    private static final Duration OVERTIME_MAX = Duration.ofSeconds(30);

    private final Work work;
    private final ServerProcess server;
    private final Shops shops;
    private volatile boolean stopped;

    private HttpLoad(Work work, ServerProcess server, Shops shops) {
        this.work = work;
        this.server = server;
        this.shops = shops;
    }

    static Measurement run(Work work, ServerProcess server, Shops shops, UnitBlock block, Duration time) {
        return new HttpLoad(work, server, shops).run(block, time);
    }

    private Measurement run(UnitBlock block, Duration time) {
        var connections = new ArrayList<HttpConnection>();
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

    private void open(List<HttpConnection> connections, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connections.add(HttpConnection.open(server.address()));
        }
    }

    private Measurement measured(
            ExecutorService threads, List<HttpConnection> connections, UnitBlock block, Duration time) {
        var tokens = server.tokens(shops.credentials());
        var start = new CountDownLatch(1);
        var clients = new ArrayList<Future<long[]>>();
        var stock = new UnitStock(block);
        for (var connection : connections) {
            var requests = new Requests(connection, shops, tokens, block);
            clients.add(threads.submit(() -> {
                start.await();
                return runAll(requests, stock, block.unitsPerClient(), time);
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

    /// The latencies in microseconds, of about `expected` units.
    private long[] runAll(Requests requests, UnitStock stock, int expected, Duration time) throws IOException {
        var micros = new long[expected];
        int count = 0;
        long before = System.nanoTime();
        long ends = before + time.toNanos();
        while (!stopped && before - ends < 0) {
            work.run(requests, stock.draw());
            long after = System.nanoTime();
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, 2 * count);
            }
            micros[count++] = (after - before) / 1_000;
            before = after;
        }
        return Arrays.copyOf(micros, count);
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
            if (failed.getCause() instanceof RanDry dry) {
                throw dry;
            }
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

    /// Also ends requests that still wait for an answer.
    private static void close(List<HttpConnection> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
