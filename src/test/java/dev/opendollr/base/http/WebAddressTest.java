package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.WebAddress.Plain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

/// To which addresses a payer may be sent.
class WebAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com",
                "https://shop.example.com/",
                "HTTPS://Shop.Example.COM/ok",
                "https://shop.example.com:8443/ok?cart=7&x[]=1#/done",
                "https://shop.example.com/{order}/ok?session={CHECKOUT_SESSION_ID}&s={status}",
                "https://shop.example.com?ok={id}",
                "https://shop.example.com/pay@home?mail=a@b.example",
                "https://shop.example.com/caf%C3%A9/caf\u00e9|x^y",
                "https://shop.example.com/ok?name=Ma%20Hawa&sum=12%C2%A0000&to=%E8%AE%A2%E5%8D%95%2F%F0%9F%98%80",
                "https://shop.example.com/e\u0301/e%CC%81",
                "https://xn--caf-dma.example/ok",
                "https://10.0.0.7/ok",
                "https://[2001:db8::1]:8443/ok",
                "https://my_shop.example.com./ok",
                "http://localhost:3000/ok",
                "http://shop.localhost/ok",
                "http://127.0.0.1:3000/ok?cart=7",
                "http://127.8.9.1/",
                "http://[::1]:3000/ok",
            })
    void a_sound_address_is_kept_as_it_is(String address) {
        assertThat(read(address, Plain.LOOPBACK)).isEqualTo(Converted.value(address));
        assertThat(read(address, Plain.ANYWHERE)).isEqualTo(Converted.value(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example.com/ok",
                "http://192.168.1.7:3000",
                "http://web:3000/ok",
                "http://localhost.example.com",
                "http://128.0.0.1/",
                "http://[2001:db8::1]/",
                "http://127.0.0.1.example.com/"
            })
    void plain_http_leads_elsewhere_in_the_sandbox_only(String address) {
        assertThat(read(address, Plain.ANYWHERE)).isEqualTo(Converted.value(address));
        assertThat(read(address, Plain.LOOPBACK)).isInstanceOf(Converted.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ok",
                "/ok",
                "//evil.example",
                "https:",
                "https:/evil.example",
                "https:evil.example",
                "https://",
                "https:///ok",
                "https://?x",
                "javascript:alert(1)",
                "JavaScript://shop.example.com/%0aalert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "ftp://shop.example.com/ok",
                "ws://shop.example.com/ok",
                "myapp://done",
                "intent://x#Intent;end",
                "blob:https://shop.example.com/1",
                "view-source:https://shop.example.com",
                "https://good.example@evil.example/",
                "https://user:word@shop.example.com/",
                "https://@shop.example.com/",
                "https://good.example\\@evil.example/",
                "https://shop.example.com\\.evil.example/",
                "https:\\\\evil.example/",
                "https://shop.example.com/\\evil",
                " https://shop.example.com/",
                "https://shop.example.com/ ok",
                "https://shop.example.com/\u00a0ok",
                "https://shop example.com/",
                "https://shop.example.com/\r\nSet-Cookie: x",
                "https://shop.example.com/\tok",
                "java\nscript:alert(1)",
                "https://shop.example.com/\u202Egnp.exe",
                "https://shop.example.com/a\u200Bb",
                "https://shop.example.com/\u0000",
                "https://shop.example.com/\u007f",
                "https://shop.example.com/%0d%0aSet-Cookie:%20x",
                "https://shop.example.com/%00",
                "https://shop.example.com/%7F",
                "https://shop.example.com/%C2%80",
                "https://shop.example.com/%C2%85",
                "https://shop.example.com/ok?x=%c2%9b31m",
                "https://shop.example.com/#%C2%9F",
                "https://shop.example.com/%1B[2J",
                "https://shop.example.com/%0A",
                "https://shop.example.com/%E2%80%AEgnp.exe",
                "https://shop.example.com/%E2%81%A6x",
                "https://shop.example.com/%E2%80%A8",
                "https://shop.example.com/%E2%80%A9",
                "https://shop.example.com/%E2%80%8B",
                "https://shop.example.com/%D8%9C",
                "https://shop.example.com/%EF%BB%BF",
                "https://shop.example.com/%F3%A0%81%81",
                "https://shop.example.com/%EE%80%80",
                // No UTF-8: too long for what they say, cut short, half a pair, beyond all characters, another charset.
                "https://shop.example.com/%C0%8D",
                "https://shop.example.com/%E0%80%8A",
                "https://shop.example.com/%C2",
                "https://shop.example.com/%85",
                "https://shop.example.com/%ED%A0%80",
                "https://shop.example.com/%F4%90%80%80",
                "https://shop.example.com/caf%E9",
                "https://shop.example.com/%zz",
                "https://shop.example.com/100%",
                "https://shop.example.com/\"onload=x",
                "https://shop.example.com/<script>",
                "https://shop.example.com:0/",
                "https://shop.example.com:65536/",
                "https://shop.example.com:/",
                "https://shop.example.com:+80/",
                "https://shop.example.com:80:90/",
                "https://shop..example.com/",
                "https://.example.com/",
                "https://-shop.example.com/",
                "https://shop-.example.com/",
                "https://shop.ex\u0430mple.com/",
                "https://{host}/ok",
                "https://shop.example.com:{port}/ok",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://127.1/",
                "https://256.1.1.1/",
                "https://01.2.3.4/",
                "https://[::1/",
                "https://[:::1]/",
                "https://[1.2.3.4]/",
                "https://[fe80::1%25eth0]/",
                "http://localhost@evil.example/",
            })
    void everything_else_is_refused_also_in_the_sandbox(String address) {
        assertThat(read(address, Plain.LOOPBACK)).isInstanceOf(Converted.Broken.class);
        assertThat(read(address, Plain.ANYWHERE)).isInstanceOf(Converted.Broken.class);
    }

    @Test
    void an_address_has_a_thousand_characters_at_most() {
        var start = "https://shop.example.com/";
        var longest = start + "x".repeat(1_000 - start.length());
        assertThat(read(longest, Plain.LOOPBACK)).isEqualTo(Converted.value(longest));
        assertThat(read(longest + "x", Plain.LOOPBACK))
                .isEqualTo(Converted.broken("string_too_long", "String should have at most 1000 characters"));
    }

    private static Converted<String> read(String address, Plain plain) {
        return WebAddress.conversion(plain).of(StringNode.valueOf(address));
    }
}
