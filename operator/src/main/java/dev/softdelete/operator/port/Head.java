package dev.softdelete.operator.port;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * What a request says before its body.
 *
 * @param path the decoded path, without the query
 * @param length the length of the body; negative if the request does not say it
 */
public record Head(String method, String path, long length) {
  /**
   * Reads the head of a request.
   *
   * @throws IllegalArgumentException if the request is no valid HTTP
   */
  static Head of(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      throw new IllegalArgumentException(request.decoderResult().cause());
    }
    return new Head(
        request.method().name(),
        new QueryStringDecoder(request.uri()).path(),
        HttpUtil.getContentLength(request, -1L));
  }
}
