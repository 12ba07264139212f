package dev.opendollr.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The resources that a process uses, from `/proc` of Linux.
final class ProcessUsage {
    /// Linux tells user programs about time in ticks of 1/100 s on every machine.
    private static final long TICK_MILLIS = 10;

    /// Field numbers, counted from the state, which follows the name. The name may contain spaces and
    /// parentheses.
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(?<kilobytes>[0-9]+) kB$");
    private static final int KILOBYTES_PER_MEGABYTE = 1_024;

    private ProcessUsage() {}

    /// CPU time of all threads since the process began; empty when it has ended.
    static Optional<Long> cpuMillis(long pid) {
        return text(pid, "stat").map(ProcessUsage::cpuMillisOf);
    }

    static Optional<Long> residentMegabytes(long pid) {
        return text(pid, "status").flatMap(ProcessUsage::residentMegabytesOf);
    }

    static long cpuMillisOf(String stat) {
        var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return (Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS))) * TICK_MILLIS;
    }

    static Optional<Long> residentMegabytesOf(String status) {
        var line = RESIDENT.matcher(status);
        return line.find()
                ? Optional.of(Long.parseLong(line.group("kilobytes")) / KILOBYTES_PER_MEGABYTE)
                : Optional.empty();
    }

    private static Optional<String> text(long pid, String file) {
        try {
            return Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), file)));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
