package dev.opendollr.cli;

import dev.opendollr.pricing.PriceFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What commands that import prices share: the text of the file, and what is said at the end.
final class PriceFileText {
    private static final long BYTES_MAX = 4_000_000;
    private static final int NOTHING_TAKEN = 1;

    private PriceFileText() {}

    static String read(CommandSpec spec, Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(spec, file, "it has more than " + BYTES_MAX + " bytes");
            }
            return Files.readString(file);
        } catch (CharacterCodingException notUtf8) {
            throw refused(spec, file, "it is not UTF-8");
        } catch (NoSuchFileException absent) {
            throw refused(spec, file, "there is no such file");
        } catch (IOException unreadable) {
            throw refused(spec, file, "it cannot be read");
        }
    }

    static int report(CommandSpec spec, Path file, PriceFiles.Import imported) {
        var command = spec.commandLine();
        if (imported.complaints().isEmpty()) {
            command.getOut().println("imported " + imported.lines() + (imported.lines() == 1 ? " line" : " lines"));
            return 0;
        }
        imported.complaints().forEach(complaint -> command.getErr().println("opendollr: " + file + ": " + complaint));
        command.getErr().println("opendollr: nothing was imported");
        return NOTHING_TAKEN;
    }

    private static ParameterException refused(CommandSpec spec, Path file, String why) {
        return new ParameterException(spec.commandLine(), "Invalid value for FILE '" + file + "': " + why);
    }
}
