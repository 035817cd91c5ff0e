package dev.softdelete.operator.kube;

import dev.softdelete.api.Requester;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The headers by which a request is made in somebody's name. */
final class Impersonation {
  record Header(String name, String value) {}

  static List<Header> headers(Requester requester) {
    var headers = new ArrayList<Header>();
    headers.add(new Header("Impersonate-User", requester.username()));
    if (requester.uid() != null && !requester.uid().isEmpty()) {
      headers.add(new Header("Impersonate-Uid", requester.uid()));
    }
    if (requester.groups() != null) {
      requester.groups().forEach(g -> headers.add(new Header("Impersonate-Group", g)));
    }
    if (requester.extra() != null) {
      requester
          .extra()
          .forEach(
              (key, values) ->
                  values.forEach(
                      v -> headers.add(new Header("Impersonate-Extra-" + encode(key), v))));
    }
    return headers;
  }

  /** Header names are case-insensitive and narrow: the API server lower-cases, then unescapes. */
  private static String encode(String key) {
    return URLEncoder.encode(key.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  private Impersonation() {}
}
