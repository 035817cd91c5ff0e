package dev.softdelete.operator.strangers;

import java.nio.charset.StandardCharsets;

/** What each stranger of a crowd does after it has connected; then it waits. */
enum Deed {
  NOTHING(false, false, ""),
  HALF_A_HANDSHAKE(true, false, ""),
  ONLY_A_HANDSHAKE(true, true, ""),
  HALF_A_HEAD(true, true, "POST /ask HTTP/1.1\r\nHost: a\r\nContent-"),
  NOT_HTTP(true, true, "\0\1\2\3\r\n\r\n"),
  SLOW_BODY(true, true, request("/ask", 6_000_000, "{\"request\": ")),
  SLOW_BODY_TO_AN_OPEN_PATH(true, true, request("/open", 6_000_000, "{\"request\": ")),
  SLOW_BODY_WITH_THE_SECRET(true, true, request("/secret/ask", 6_000_000, "{\"request\": ")),
  DEEP_JSON(true, true, whole("/ask", "[".repeat(100_000))),
  DEEP_JSON_TO_AN_OPEN_PATH(true, true, whole("/open", "[".repeat(100_000))),
  DEEP_JSON_WITH_THE_SECRET(true, true, whole("/secret/ask", "[".repeat(100_000))),
  MANY_VALUES_TO_AN_OPEN_PATH(true, true, whole("/open", manyValues())),
  MANY_VALUES_WITH_THE_SECRET(true, true, whole("/secret/ask", manyValues())),
  HALF_A_PROBE(false, false, "GET /healthz HTTP/1.1\r\nHost: a\r\n"),
  SCRAPES(false, false, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"),
  BODY_FOR_A_PROBE(false, false, request("/healthz", 6_000_000, "{"));

  private final boolean tls;
  private final boolean handshake;
  private final String text;

  Deed(boolean tls, boolean handshake, String text) {
    this.tls = tls;
    this.handshake = handshake;
    this.text = text;
  }

  /** Whether it begins a TLS handshake. */
  boolean tls() {
    return tls;
  }

  boolean atWebhook() {
    return tls || this == NOTHING;
  }

  boolean atProbes() {
    return !tls;
  }

  /** Whether it completes the TLS handshake. */
  boolean handshake() {
    return handshake;
  }

  byte[] text() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String manyValues() {
    return "{\"request\":{\"uid\":\"1\",\"object\":{\"a\":[" + "{},".repeat(30_000) + "1]}}}";
  }

  private static String whole(String path, String body) {
    return request(path, body.length(), body);
  }

  private static String request(String path, int length, String body) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, length, body);
  }
}
