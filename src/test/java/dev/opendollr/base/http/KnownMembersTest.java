package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Which operations ask for a body, by the contract.
class KnownMembersTest {
    private final KnownMembers known = new KnownMembers(Contract.load());

    /// The rest of such a body must not be read a second time, for members that the contract does not know.
    @Test
    void a_form_is_a_body_that_is_asked_for() {
        assertThat(known.isBodyUnasked("POST", "/pay/{token}")).isFalse();
        assertThat(known.isBodyUnasked("GET", "/pay/{token}")).isTrue();
        assertThat(known.isBodyUnasked("POST", "/{version}/orders/create")).isFalse();
        assertThat(known.isBodyUnasked("DELETE", "/{version}/orders/cancel/{id}"))
                .isTrue();
    }
}
