package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What callers read of an id is its number, wherever it stands.
class IdNumbersTest {
    private record Answer(MerchantId merchantId, Optional<ExecutionId> paid, Optional<ExecutionId> absent) {}

    @Test
    void an_id_is_written_as_its_number() {
        var answer = new Answer(new MerchantId(7), Optional.of(new ExecutionId(Long.MAX_VALUE)), Optional.empty());
        assertThat(Json.text(answer)).isEqualTo("""
            {"merchant_id":7,"paid":9223372036854775807,"absent":null}\
            """);
        assertThat(Json.text(Map.of("ids", List.of(new MerchantId(7), new ExecutionId(8)))))
                .isEqualTo("""
                    {"ids":[7,8]}\
                    """);
    }
}
