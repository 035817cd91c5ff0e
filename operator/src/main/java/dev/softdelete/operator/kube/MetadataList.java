package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Lists the metadata of a collection page by page. It keeps neither payloads nor pages in memory.
 */
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
   * Passes each object that matches the selector to the consumer; the empty selector matches all.
   * If the list takes longer than the API server keeps its state, it continues over the objects
   * that exist then. Every object that exists from the beginning to the end is passed on.
   */
  public void forEach(String path, String labelSelector, Consumer<KubeObject> consumer) {
    String token = "";
    do {
      JsonNode page = page(path, labelSelector, token);
      for (JsonNode item : page.path("items")) {
        consumer.accept(new KubeObject((ObjectNode) item));
      }
      token = page.path("metadata").path("continue").asText("");
    } while (!token.isEmpty());
  }

  private JsonNode page(String path, String labelSelector, String token) {
    try {
      return read(path, labelSelector, token);
    } catch (ApiException e) {
      if (e.code() != 410 || e.continueToken().isEmpty()) {
        throw e;
      }
      return read(path, labelSelector, e.continueToken());
    }
  }

  private JsonNode read(String path, String labelSelector, String token) {
    String query =
        "?limit=" + PAGE + "&labelSelector=" + encode(labelSelector) + "&continue=" + encode(token);
    return Json.parse(api.get(path + query, ACCEPT));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
