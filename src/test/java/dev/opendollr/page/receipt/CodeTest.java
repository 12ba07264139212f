package dev.opendollr.page.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {
    private static final String LINK = "https://pay.example.rw/receipt/Qm9uam91ciBsZSBtb25kZSBhdmVjIHVuIGxpZW4gMTIzNA";
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z");
    /// 3 cm at the 203 dots for each inch of a receipt printer.
    private static final int DOTS = 240;

    private static final int DARK = 0x000000;
    private static final int LIGHT = 0xFFFFFF;

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINK,
                "http://localhost:8080/pay/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdEf",
                "https://a.rather.long.name.of.a.server.example.com/behind/a/path/pay/"
                        + "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdEf",
            })
    void a_reader_reads_the_address_that_is_printed_three_centimetres_wide(String address) throws ReaderException {
        assertThat(read(printed(Code.of(address).svg()))).isEqualTo(address);
    }

    @Test
    void a_stain_over_a_part_of_it_does_no_harm() throws ReaderException {
        var dots = printed(Code.of(LINK).svg());
        stain(dots, 0.07);
        assertThat(read(dots)).isEqualTo(LINK);
    }

    @Test
    void a_stain_over_half_of_it_makes_it_unreadable() {
        var dots = printed(Code.of(LINK).svg());
        stain(dots, 0.5);
        assertThatThrownBy(() -> read(dots)).isInstanceOf(ReaderException.class);
    }

    @Test
    void the_picture_is_white_around_the_code_and_three_centimetres_wide() {
        var svg = Code.of(LINK).svg();
        var size = size(svg);
        assertThat(svg)
                .contains("width=\"3cm\" height=\"3cm\"", "fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"".formatted(size))
                .doesNotContain("style", "script", "http://pay", LINK);
        var dots = printed(svg);
        for (int at = 0; at < DOTS; at++) {
            assertThat(dots[at]).isEqualTo(LIGHT);
            assertThat(dots[at * DOTS]).isEqualTo(LIGHT);
            assertThat(dots[at * DOTS + DOTS - 1]).isEqualTo(LIGHT);
        }
    }

    private static String read(int[] dots) throws ReaderException {
        var picture = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(DOTS, DOTS, dots)));
        return new QRCodeReader().decode(picture).getText();
    }

    private static int size(String svg) {
        var size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();
        return Integer.parseInt(size.group(1));
    }

    /// The dots of a printer, each as dark as the module in its middle.
    private static int[] printed(String svg) {
        int size = size(svg);
        var dark = new boolean[size][size];
        var runs = RUN.matcher(svg);
        while (runs.find()) {
            int from = Integer.parseInt(runs.group(1));
            for (int column = from; column < from + Integer.parseInt(runs.group(3)); column++) {
                dark[Integer.parseInt(runs.group(2))][column] = true;
            }
        }
        var dots = new int[DOTS * DOTS];
        for (int row = 0; row < DOTS; row++) {
            for (int column = 0; column < DOTS; column++) {
                boolean isDark = dark[(2 * row + 1) * size / (2 * DOTS)][(2 * column + 1) * size / (2 * DOTS)];
                dots[row * DOTS + column] = isDark ? DARK : LIGHT;
            }
        }
        return dots;
    }

    /// Blackens a square in the middle with this share of the code, which fills five sixths of the picture's width.
    private static void stain(int[] dots, double share) {
        int side = (int) (DOTS * Math.sqrt(share) * 5 / 6);
        int from = (DOTS - side) / 2;
        for (int row = from; row < from + side; row++) {
            Arrays.fill(dots, row * DOTS + from, row * DOTS + from + side, DARK);
        }
    }
}
