package dev.opendollr.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    @Test
    void cpu_time_is_that_of_the_program_and_of_the_kernel_for_it() {
        var stat = "4711 (java) S 1 4711 4711 0 -1 4194560 25012 0 12 0 350 25 0 0 20 0 31 0 123456 2525396992 41626";

        assertThat(ProcessUsage.cpuMillisOf(stat)).isEqualTo(3_750);
    }

    @Test
    void a_name_may_hold_spaces_and_parentheses() {
        var stat =
                "4711 (a) S (b) 9) R 1 4711 4711 0 -1 4194560 25012 0 12 0 1 2 0 0 20 0 31 0 123456 2525396992 41626";

        assertThat(ProcessUsage.cpuMillisOf(stat)).isEqualTo(30);
    }

    @Test
    void resident_memory_is_read_from_the_status() {
        var status = """
            Name:\tjava
            VmHWM:\t  301000 kB
            VmRSS:\t  204800 kB
            Threads:\t31
            """;

        assertThat(ProcessUsage.residentMegabytesOf(status)).contains(200L);
        assertThat(ProcessUsage.residentMegabytesOf("Name:\tkthreadd\n")).isEmpty();
    }

    @Test
    void a_process_that_has_ended_tells_nothing() {
        assertThat(ProcessUsage.cpuMillis(Long.MAX_VALUE)).isEmpty();
    }
}
