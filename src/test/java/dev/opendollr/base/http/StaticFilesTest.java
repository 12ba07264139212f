package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticFilesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        gzip                        | true
        GZIP                        | true
        deflate, gzip, br           | true
        gzip; q=0.5                 | true
        gzip;q=0                    | false
        gzip;q=0.000                | false
        gzip;q=0.001                | true
        *                           | true
        *;q=0                       | false
        *, gzip;q=0                 | false
        *;q=0, gzip                 | true
        identity                    | false
        x-gzip2, br                 | false
        ''                          | false
        """)
    void packed_is_sent_to_those_who_say_that_they_unpack_it(String sent, boolean accepted) {
        assertThat(StaticFiles.acceptsGzip(List.of(sent))).isEqualTo(accepted);
    }
}
