package dev.opendollr.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/// An attack that runs until it is closed. It comes from its own IP address.
final class Attackers implements AutoCloseable {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.2");
    /// After this time a held connection is opened again, since the server may have closed it.
    private static final int HOLD_SECONDS = 5;
    private static final int ANSWER_MAX_MILLIS = 30_000;
    private static final int LINE_MAX = 8 * 1_024;
    /// The pause after the server has refused a connection.
    private static final int REFUSED_MILLIS = 10;
    private static final int HEXADECIMAL = 16;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]{1,9})");

    private final Attack attack;
    private final InetSocketAddress server;
    private final byte[] request;
    private final CountDownLatch over = new CountDownLatch(1);
    private final LongAdder sent = new LongAdder();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Attackers(Attack attack, InetSocketAddress server) {
        this.attack = attack;
        this.server = server;
        request = attack.request().getBytes(UTF_8);
    }

    static Attackers start(Attack attack, InetSocketAddress server) {
        var attackers = new Attackers(attack, server);
        for (int connection = 0; connection < attack.connections(); connection++) {
            var _ = attackers.threads.submit(attackers::goOn);
        }
        return attackers;
    }

    /// How often the request was sent so far.
    long sent() {
        return sent.sum();
    }

    @Override
    public void close() {
        over.countDown();
        threads.shutdownNow();
        threads.close();
    }

    private Void goOn() throws InterruptedException {
        while (over.getCount() > 0) {
            try (var socket = new Socket()) {
                socket.bind(new InetSocketAddress(ADDRESS, 0));
                socket.setSoTimeout(ANSWER_MAX_MILLIS);
                socket.connect(server);
                use(socket);
            } catch (IOException refused) {
                TimeUnit.MILLISECONDS.sleep(REFUSED_MILLIS);
            }
        }
        return null;
    }

    private void use(Socket socket) throws IOException, InterruptedException {
        if (attack.manner() == Attack.Manner.HOLD) {
            send(socket);
            var _ = over.await(HOLD_SECONDS, TimeUnit.SECONDS);
            return;
        }
        var answers = new BufferedInputStream(socket.getInputStream());
        do {
            send(socket);
        } while (isReadToItsEnd(answers) && over.getCount() > 0);
    }

    private void send(Socket socket) throws IOException {
        socket.getOutputStream().write(request);
        sent.increment();
    }

    /// Reads one answer with any status. Returns whether another one may follow on the connection.
    private static boolean isReadToItsEnd(InputStream answers) throws IOException {
        int length = 0;
        boolean inChunks = false;
        boolean closes = false;
        for (var line = line(answers); !line.isEmpty(); line = line(answers)) {
            var said = LENGTH.matcher(line);
            length = said.matches() ? Integer.parseInt(said.group(1)) : length;
            inChunks |= line.equalsIgnoreCase("transfer-encoding: chunked");
            closes |= line.equalsIgnoreCase("connection: close");
        }
        do {
            length = inChunks ? Integer.parseInt(line(answers), HEXADECIMAL) : length;
            answers.skipNBytes(length);
            var _ = inChunks ? line(answers) : "";
        } while (inChunks && length > 0);
        return !closes;
    }

    private static String line(InputStream answers) throws IOException {
        var line = new byte[LINE_MAX];
        int count = 0;
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0 || count == LINE_MAX) {
                throw new IOException("the answer ended in its head");
            }
            line[count++] = (byte) next;
        }
        return new String(line, 0, count, ISO_8859_1).strip();
    }
}
