package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Lists the metadata of a collection page by page: neither payloads nor pages are kept. */
public final class MetadataList {
  private static final String ACCEPT =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final int PAGE = 500;

  private final ApiServer api;

  public MetadataList(ApiServer api) {
    this.api = api;
  }

  public void forEach(String path, Consumer<KubeObject> consumer) {
    forEach(path, "", consumer);
  }

  /**
   * Passes on each object that the selector selects; the empty selector selects all.
   *
   * @throws ApiException also with code 410, when the list took longer than the API server keeps
   *     its state: list again
   */
  public void forEach(String path, String labelSelector, Consumer<KubeObject> consumer) {
    String token = "";
    do {
      JsonNode page =
          Json.parse(
              api.get(
                  path
                      + "?limit="
                      + PAGE
                      + "&labelSelector="
                      + encode(labelSelector)
                      + "&continue="
                      + encode(token),
                  ACCEPT));
      for (JsonNode item : page.path("items")) {
        consumer.accept(new KubeObject((ObjectNode) item));
      }
      token = page.path("metadata").path("continue").asText("");
    } while (!token.isEmpty());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
