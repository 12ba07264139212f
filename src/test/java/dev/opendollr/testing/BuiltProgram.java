package dev.opendollr.testing;

import static java.util.stream.Collectors.joining;

import dev.opendollr.OpenDollr;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The program as its users have it, in a jar, for tests that start it in a process of its own.
///
/// Beside the jar lies an archive of the classes that a server loads. A JVM maps the archive instead of reading and
/// checking these classes, which is a large part of the work of a start. The first test that starts the program
/// makes the archive, for all tests of this process.
public final class BuiltProgram {
    private static final Path FOLDER = Target.own("program", "").toAbsolutePath();
    private static final Path JAR = FOLDER.resolve("opendollr.jar");
    private static final String MAIN = "dev.opendollr.cli.Main";
    /// It tells the program where to log to.
    private static final String LOGGING = "logback-test.xml";

    private BuiltProgram() {}

    /// The path of `java`.
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// What stands behind `java` and its other options, in place of `-jar` and the name of the jar.
    public static List<String> words() {
        return words("-XX:SharedArchiveFile=" + Archive.FILE);
    }

    private static List<String> words(String... options) {
        return Stream.concat(Stream.of(options), Stream.of("-XX:TieredStopAtLevel=1", "-cp", Packed.CLASS_PATH, MAIN))
                .toList();
    }

    /// The classes and resources of the program in one file: a JVM archives none that come from a folder.
    private static final class Packed {
        private static final String CLASS_PATH = classPath();

        private static String classPath() {
            try {
                Files.createDirectories(FOLDER);
                var folder = folderOf(OpenDollr.class);
                var ofTests = folderOf(BuiltProgram.class);
                jar("--create", "--no-compress", "--file", JAR.toString(), "-C", folder, ".", "-C", ofTests, LOGGING);
                return Stream.concat(Stream.of(JAR), libraries())
                        .map(Path::toString)
                        .collect(joining(File.pathSeparator));
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }

        private static String folderOf(Class<?> type) {
            try {
                return Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString();
            } catch (URISyntaxException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static void jar(String... arguments) {
            int exitCode = ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, arguments);
            if (exitCode != 0) {
                throw new IllegalStateException("jar " + List.of(arguments) + " ended with " + exitCode);
            }
        }

        private static Stream<Path> libraries() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .filter(Files::isRegularFile)
                    .map(Path::toAbsolutePath);
        }
    }

    private static final class Archive {
        private static final Path FILE = make();

        /// A JVM writes what it has loaded when it ends: here a server that has answered a few requests.
        private static Path make() {
            var file = FOLDER.resolve("classes.jsa");
            try {
                var _ = Files.deleteIfExists(file);
                // What it says of classes that it leaves out would fill the pipe that nobody reads any more.
                var words = words("-XX:ArchiveClassesAtExit=" + file, "-Xlog:disable", "-Xlog:all=error:stderr");
                try (var server = ServerProcess.start(words, Scratch.data("first"))) {
                    var _ = Orders.createActive(server.demo());
                }
                if (!Files.exists(file)) {
                    throw new IllegalStateException("this JVM has archived no classes: " + java());
                }
                return file;
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }
}
