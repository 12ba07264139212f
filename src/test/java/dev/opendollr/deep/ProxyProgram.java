package dev.opendollr.deep;

import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Program;
import dev.opendollr.testing.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A proxy that a test runs in the foreground, as the documentation configures it.
enum ProxyProgram {
    NGINX("nginx", Program.NGINX) {
        @Override
        String whole(String documented, Path folder) {
            return """
                daemon off;
                user %2$s;
                worker_processes 1;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/bodies;
                    proxy_temp_path %1$s/answers;
                    fastcgi_temp_path %1$s/fastcgi;
                    scgi_temp_path %1$s/scgi;
                    uwsgi_temp_path %1$s/uwsgi;
                %3$s
                }
                """.formatted(folder, USER, documented);
        }

        @Override
        List<String> command(String binary, Path folder, Path configuration) {
            return List.of(
                    binary, "-p", folder.toString(), "-e", folder + "/error.log", "-c", configuration.toString());
        }
    },

    HAPROXY("haproxy", Program.HAPROXY) {
        @Override
        String whole(String documented, Path folder) {
            return documented;
        }

        @Override
        List<String> command(String binary, Path folder, Path configuration) {
            return List.of(binary, "-db", "-f", configuration.toString());
        }
    },

    APACHE("apache", Program.APACHE) {
        @Override
        String whole(String documented, Path folder) throws IOException {
            var user = USER.equals("root") ? "User www-data\nGroup www-data\n" : "";
            return """
                ServerRoot %1$s
                DefaultRuntimeDir %1$s
                PidFile %1$s/pid
                ErrorLog %1$s/error.log
                Listen 127.0.0.1:%2$s
                %3$s%4$s
                %5$s
                """.formatted(folder, port(documented), user, modules(), documented);
        }

        @Override
        List<String> command(String binary, Path folder, Path configuration) {
            return List.of(binary, "-D", "FOREGROUND", "-f", configuration.toString());
        }
    };

    private static final Path DOCUMENT = Path.of("docs/proxies.md");
    private static final Path APACHE_MODULES = Path.of("/usr/lib/apache2/modules");
    /// Those that Debian switches on by itself and that the documented lines need.
    private static final List<String> APACHE_ALWAYS = List.of("mpm_event", "authz_core");
    private static final String USER = System.getProperty("user.name");
    private static final int PATIENCE_SECONDS = 20;

    /// As the documentation marks its configuration.
    private final String language;
    private final Program program;

    ProxyProgram(String language, Program program) {
        this.language = language;
        this.program = program;
    }

    /// The documented lines with what a whole configuration needs besides.
    abstract String whole(String documented, Path folder) throws IOException;

    abstract List<String> command(String binary, Path folder, Path configuration);

    /// A proxy that runs until it is closed.
    record Running(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            try {
                var _ = process.onExit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException late) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                var _ = process.destroyForcibly();
                throw new AssertionError("the proxy does not stop", late);
            }
        }
    }

    /// What the documentation shows for it, with these ports on this machine.
    String documented(int port, List<Integer> servers) throws IOException {
        var block = find("```" + language + "\n(.*?)```");
        return replaced(
                replaced(
                        replaced(block, "127.0.0.1:8080", "127.0.0.1:" + servers.get(0)),
                        "127.0.0.1:8081",
                        "127.0.0.1:" + servers.get(1)),
                switch (this) {
                    case NGINX -> "listen 80;";
                    case HAPROXY -> "bind :80\n";
                    case APACHE -> "<VirtualHost *:80>";
                },
                switch (this) {
                    case NGINX -> "listen 127.0.0.1:" + port + ";";
                    case HAPROXY -> "bind 127.0.0.1:" + port + "\n";
                    case APACHE -> "<VirtualHost 127.0.0.1:" + port + ">";
                });
    }

    /// Starts it and waits until it listens.
    Running start(String documented, int port) throws IOException {
        var folder = Scratch.folder(language).toAbsolutePath();
        var configuration = Files.writeString(folder.resolve("configuration"), whole(documented, folder));
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command(program.path().toString(), folder, configuration))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Eventually.isTrue(this + " listens or has ended", () -> !process.isAlive() || listens(port));
        if (!process.isAlive()) {
            throw new AssertionError(this + " gave up: " + Files.readString(output));
        }
        return new Running(process);
    }

    /// `text` with `new` in the place of `old`, which must be there.
    static String replaced(String text, String old, String by) {
        if (!text.contains(old)) {
            throw new AssertionError("docs/proxies.md has no longer: " + old);
        }
        return text.replace(old, by);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String port(String documented) {
        var found = Pattern.compile("<VirtualHost 127\\.0\\.0\\.1:([0-9]+)>").matcher(documented);
        if (!found.find()) {
            throw new AssertionError("no virtual host in " + documented);
        }
        return found.group(1);
    }

    /// The lines that load what the documentation switches on.
    private static String modules() throws IOException {
        List<String> names = new ArrayList<>(APACHE_ALWAYS);
        names.addAll(List.of(find("```\na2enmod ([a-z_ ]+)\n```").split(" ")));
        return names.stream()
                .filter(name -> Files.exists(APACHE_MODULES.resolve("mod_" + name + ".so")))
                .map(name -> "LoadModule " + name + "_module " + APACHE_MODULES.resolve("mod_" + name + ".so"))
                .collect(Collectors.joining("\n"));
    }

    private static String find(String pattern) throws IOException {
        var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        if (!found.find()) {
            throw new AssertionError(DOCUMENT + " has no longer: " + pattern);
        }
        return found.group(1);
    }
}
