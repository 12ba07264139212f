package dev.opendollr.page.face;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.StaticFiles;
import dev.opendollr.base.http.Status;
import dev.opendollr.base.work.Holding;
import dev.opendollr.page.text.Language;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Answers with a page. Its address is a secret of the payer: nothing stores the page, no other site learns the
/// address or frames the page, and search engines are told to leave it alone. No cookie is set.
final class Answered {
    /// Only files of this service, and no script or style within the page: a name that became markup could still
    /// run nothing.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String HTML = "text/html; charset=utf-8";

    private Answered() {}

    static void page(
            Request request, Response response, Status status, Language language, Consumer<HtmlTemplateOutput> page) {
        page(codings(request), response, status, language, page);
    }

    /// For a request that could not be read whole: `codings` are the values of its `Accept-Encoding`.
    static void page(
            List<String> codings,
            Response response,
            Status status,
            Language language,
            Consumer<HtmlTemplateOutput> page) {
        secret(response)
                .status(status)
                .header(Reply.CONTENT_TYPE, HTML)
                .header("Content-Language", language.code())
                .header("Vary", "Accept-Encoding, Accept-Language");
        send(codings, response, out -> {
            try (var writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8))) {
                page.accept(new OwaspHtmlTemplateOutput(new WriterOutput(writer)));
            }
        });
    }

    /// Answers with a picture below a secret address.
    static void picture(Request request, Response response, String svg) {
        secret(response).header(Reply.CONTENT_TYPE, "image/svg+xml").header("Vary", "Accept-Encoding");
        send(codings(request), response, out -> out.write(svg.getBytes(UTF_8)));
    }

    /// The headers of everything below a secret address.
    static Response secret(Response response) {
        return response.header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow");
    }

    private static List<String> codings(Request request) {
        return request.headers().all("Accept-Encoding");
    }

    /// Writes the bytes of an answer.
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /// A page is compressed while it is written: of a long one, memory never holds the plain text.
    private static void send(List<String> codings, Response response, Body body) {
        var written = new Written();
        try {
            if (StaticFiles.acceptsGzip(codings)) {
                response.header("Content-Encoding", "gzip");
                try (var gzip = new GZIPOutputStream(written)) {
                    body.writeTo(gzip);
                }
            } else {
                body.writeTo(written);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        response.send(written.toByteArray());
    }

    /// The bytes of an answer while they grow. Room for them is requested before it is used.
    private static final class Written extends ByteArrayOutputStream {
        /// Memory has room for so many bytes of each answer at once.
        private static final int BYTES_FREE = 4 * 1024;
        private static final int STEP_BYTES = 16 * 1024;

        private int room = BYTES_FREE;

        @Override
        public synchronized void write(int one) {
            request(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            request(length);
            super.write(bytes, from, length);
        }

        private void request(int bytes) {
            if (count + bytes > room) {
                int more = Math.max(STEP_BYTES, bytes);
                Holding.grow(more);
                room += more;
            }
        }
    }
}
