package dev.opendollr.base.http;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// The bytes of an answer in pieces. A growing answer is never copied, and room is requested before it is used.
final class Pieces extends OutputStream {
    private static final int PIECE_BYTES = 16 * 1024;

    private final LongConsumer room;
    private final List<byte[]> pieces = new ArrayList<>();
    private int length;

    /// `room` gets the number of bytes that are needed next, and refuses by throwing. Room that was granted is
    /// kept.
    Pieces(LongConsumer room) {
        this.room = room;
        pieces.add(new byte[Response.BYTES_FREE]);
    }

    int length() {
        return length;
    }

    /// Forgets what was written after the first `bytes`.
    void cutTo(int bytes) {
        length = bytes;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int written = 0;
        while (written < count) {
            var piece = piece(length);
            int start = start(length);
            int fitting = Math.min(piece.length - start, count - written);
            System.arraycopy(bytes, from + written, piece, start, fitting);
            length += fitting;
            written += fitting;
        }
    }

    /// The bytes that were written. Nothing may be written afterwards.
    List<ByteBuffer> buffers() {
        List<ByteBuffer> buffers = new ArrayList<>(pieces.size());
        int left = length;
        for (var piece : pieces) {
            int used = Math.min(left, piece.length);
            buffers.add(ByteBuffer.wrap(piece, 0, used));
            left -= used;
        }
        return buffers;
    }

    private byte[] piece(int place) {
        int number = place < Response.BYTES_FREE ? 0 : 1 + (place - Response.BYTES_FREE) / PIECE_BYTES;
        if (number == pieces.size()) {
            room.accept(PIECE_BYTES);
            pieces.add(new byte[PIECE_BYTES]);
        }
        return pieces.get(number);
    }

    private static int start(int place) {
        return place < Response.BYTES_FREE ? place : (place - Response.BYTES_FREE) % PIECE_BYTES;
    }
}
