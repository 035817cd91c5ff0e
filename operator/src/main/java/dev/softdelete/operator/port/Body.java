package dev.softdelete.operator.port;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The part of a request's body that has arrived. It takes no memory for what is only announced. */
final class Body {
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private boolean complete;

  void add(ByteBuf part, boolean last) {
    try {
      part.readBytes(bytes, part.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    complete = last;
  }

  int size() {
    return bytes.size();
  }

  boolean complete() {
    return complete;
  }

  /** Returns all bytes, and forgets them. */
  byte[] take() {
    byte[] all = bytes.toByteArray();
    bytes = new ByteArrayOutputStream(0);
    return all;
  }
}
