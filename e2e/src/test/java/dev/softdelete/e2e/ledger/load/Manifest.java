package dev.softdelete.e2e.ledger.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.ledger.history.Content;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What is written into objects. */
final class Manifest {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Manifest() {}

  /** Whole, as for a create or an apply. */
  static ObjectNode of(Wish wish, Map<String, String> annotations) {
    Place place = wish.place();
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("apiVersion", place.kind().apiVersion()).put("kind", place.kind().name());
    ObjectNode metadata = manifest.putObject("metadata");
    metadata.put("name", place.name()).put("namespace", place.namespace());
    metadata.putObject("labels").put("ledger", worker(wish));
    annotations.forEach(metadata.withObject("/annotations")::put);
    base(manifest, place);
    return write(manifest, wish);
  }

  /** Who the stamp says it is. */
  static String worker(Wish wish) {
    return wish.stamp().replaceFirst("-.*", "");
  }

  /** What one field manager changes of an object, whatever else it holds. */
  static ObjectNode change(Wish wish) {
    return write(JSON.createObjectNode(), wish);
  }

  /** Adds what the request writes. */
  static ObjectNode write(ObjectNode object, Wish wish) {
    String stamp = wish.stamp();
    object.withObject("/metadata").withObject("/annotations").put(Content.STAMP, stamp);
    switch (wish.place().kind()) {
      case ConfigMap -> object.withObject("/data").put(wish.field(), stamp);
      case Secret -> object.withObject("/data").put(wish.field(), base64(stamp));
      case Service -> object.withObject("/spec/selector").put(wish.field(), stamp);
      case Deployment ->
          object.withObject("/spec/template/metadata/annotations").put(wish.field(), stamp);
      case Gadget -> object.withObject("/spec/values").put(wish.field(), stamp);
    }
    return object;
  }

  private static void base(ObjectNode manifest, Place place) {
    switch (place.kind()) {
      case Service -> {
        ObjectNode port = manifest.withObject("/spec").putArray("ports").addObject();
        port.put("name", "http").put("port", 80).put("protocol", "TCP");
      }
      case Deployment -> {
        ObjectNode spec = manifest.putObject("spec").put("replicas", 0);
        spec.putObject("selector").putObject("matchLabels").put("app", place.name());
        ObjectNode template = spec.putObject("template");
        template.putObject("metadata").putObject("labels").put("app", place.name());
        ObjectNode container = template.putObject("spec").putArray("containers").addObject();
        container.put("name", "web").put("image", "example.com/web:1");
      }
      default -> {}
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
