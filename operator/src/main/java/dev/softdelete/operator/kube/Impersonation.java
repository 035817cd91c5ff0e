package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.Requester;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds the headers that impersonate a requester. */
final class Impersonation {
  /** Characters that no header may contain: the end of a line would begin another header. */
  private static final Pattern UNSPEAKABLE = Pattern.compile("[\\x00-\\x1f\\x7f]|^ | $");

  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  record Header(String name, String value) {}

  /**
   * Returns the headers.
   *
   * @throws ApiException when no header can express the requester's name; it is the refusal that
   *     the API server would have to give
   */
  static List<Header> headers(Requester requester) {
    var headers = new ArrayList<Header>();
    headers.add(header("Impersonate-User", requester.username()));
    if (requester.uid() != null && !requester.uid().isEmpty()) {
      headers.add(header("Impersonate-Uid", requester.uid()));
    }
    if (requester.groups() != null) {
      requester.groups().forEach(g -> headers.add(header("Impersonate-Group", g)));
    }
    if (requester.extra() != null) {
      requester
          .extra()
          .forEach(
              (key, values) ->
                  values.forEach(v -> headers.add(header("Impersonate-Extra-" + encode(key), v))));
    }
    return headers;
  }

  /** Whether it depends on the connection how the API server reads the headers. */
  static boolean needsProof(Requester requester) {
    return headers(requester).stream().anyMatch(h -> !ASCII.matcher(h.value()).matches());
  }

  /**
   * Whether the API server understood the requester's username and groups. It checks nothing else.
   */
  static boolean understood(Requester requester, JsonNode userInfo) {
    Requester seen = Json.as(Requester.class, userInfo);
    return requester.username().equals(seen.username())
        && Set.copyOf(orEmpty(seen.groups())).containsAll(orEmpty(requester.groups()));
  }

  static ApiException unspeakable(String name) {
    return new ApiException(
        403,
        Json.object()
            .put("reason", "Forbidden")
            .put("message", "no request can be made in the name of '" + name + "'"));
  }

  /** Encodes the value as UTF-8 bytes, because the client sends each character as one byte. */
  private static Header header(String name, String value) {
    if (UNSPEAKABLE.matcher(value).find()) {
      throw unspeakable(value);
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new Header(name, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? List.of() : list;
  }

  /**
   * Escapes a key for a header name. Header names are case-insensitive and allow few characters.
   * The API server converts them to lower case and then unescapes them.
   */
  private static String encode(String key) {
    return URLEncoder.encode(key.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  private Impersonation() {}
}
