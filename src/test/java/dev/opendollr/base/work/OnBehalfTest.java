package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class OnBehalfTest {
    private static final MerchantId MERCHANT = new MerchantId(7);
    private static final CallerNetwork NETWORK = new CallerNetwork(InetAddress.ofLiteral("192.0.2.7"));

    @Test
    void a_request_is_a_payers_once_its_link_was_read() {
        OnBehalf.stranger(NETWORK, () -> {
            OnBehalf.payer(MERCHANT);
            assertThat(OnBehalf.current()).isEqualTo(new Lane.Payer(MERCHANT));
        });
        OnBehalf.payer(MERCHANT);
        assertThat(OnBehalf.current()).isEqualTo(new Lane.Program());
    }

    @Test
    void a_request_is_a_strangers_until_its_token_was_read_and_the_rest_is_the_programs() {
        assertThat(OnBehalf.current()).isEqualTo(new Lane.Program());
        OnBehalf.stranger(NETWORK, () -> {
            assertThat(OnBehalf.current()).isEqualTo(new Lane.Stranger(NETWORK));
            OnBehalf.identified(MERCHANT);
            assertThat(OnBehalf.current()).isEqualTo(new Lane.Merchant(MERCHANT));
        });
        OnBehalf.stranger(NETWORK, () -> assertThat(OnBehalf.current()).isEqualTo(new Lane.Stranger(NETWORK)));
        OnBehalf.identified(MERCHANT);
        assertThat(OnBehalf.current()).isEqualTo(new Lane.Program());
    }
}
