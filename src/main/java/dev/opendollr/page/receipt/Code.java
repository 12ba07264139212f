package dev.opendollr.page.receipt;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code that leads to an address, as an SVG picture. A camera reads it when it is printed 3 cm wide, also when a
/// stain hides a part of it.
public final class Code {
    /// About 15 % of the code may be lost.
    private static final ErrorCorrectionLevel LEVEL = ErrorCorrectionLevel.M;
    /// The blank border that the standard asks for, in modules.
    private static final int BORDER = 4;
    private static final byte DARK = 1;

    private final ByteMatrix modules;

    private Code(ByteMatrix modules) {
        this.modules = modules;
    }

    /// `address` is one of this service's own, so it always fits.
    public static Code of(String address) {
        try {
            return new Code(Encoder.encode(address, LEVEL).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    /// A picture 3 cm wide. The border is part of it, and white in a dark scheme too: most readers find no light
    /// code on dark paper.
    public String svg() {
        int size = modules.getWidth() + 2 * BORDER;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="3cm" height="3cm" \
            shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%1$dv%1$dH0z"/>\
            <path fill="#000" d="%2$s"/></svg>\
            """.formatted(size, path());
    }

    /// Each run of dark modules in a row is one rectangle.
    private String path() {
        var path = new StringBuilder();
        for (int row = 0; row < modules.getHeight(); row++) {
            int column = 0;
            while (column < modules.getWidth()) {
                int length = darkFrom(column, row);
                if (length > 0) {
                    path.append('M').append(column + BORDER).append(' ').append(row + BORDER);
                    path.append('h')
                            .append(length)
                            .append("v1h-")
                            .append(length)
                            .append('z');
                }
                column += length + 1;
            }
        }
        return path.toString();
    }

    private int darkFrom(int column, int row) {
        int length = 0;
        while (column + length < modules.getWidth() && modules.get(column + length, row) == DARK) {
            length++;
        }
        return length;
    }
}
