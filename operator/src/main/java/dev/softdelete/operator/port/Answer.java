package dev.softdelete.operator.port;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An HTTP response. */
public final class Answer {
  private static final String TYPE = "Content-Type";

  private final int code;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean last;

  private Answer(int code, Map<String, String> headers, byte[] body, boolean last) {
    this.code = code;
    this.headers = headers;
    this.body = body;
    this.last = last;
  }

  /** Returns an answer of bytes that the caller does not change any more. */
  public static Answer json(byte[] body) {
    return new Answer(200, Map.of(TYPE, "application/json"), body, false);
  }

  /** Returns an answer for people and probes, after which the connection ends. */
  public static Answer text(int code, String text) {
    var type = Map.of(TYPE, "text/plain; charset=utf-8");
    return new Answer(code, type, text.getBytes(StandardCharsets.UTF_8), true);
  }

  /** Returns this answer with another header. */
  public Answer with(String header, String value) {
    var all = new HashMap<>(headers);
    all.put(header, value);
    return new Answer(code, Map.copyOf(all), body, last);
  }

  /** Returns this answer as the last one of its connection. */
  public Answer asLast() {
    return new Answer(code, headers, body, true);
  }

  public int code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  boolean last() {
    return last;
  }
}
