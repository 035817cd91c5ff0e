package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the last version of each released object with the captured one. The API server carries
 * out the update that removes the last finalizer in two transactions, a decision and a removal
 * without a precondition. A write between them is acknowledged, and removed with the object. For
 * some minutes, the API server can still read the revision before the removal.
 */
public final class LastWrites implements WorkQueue.Handler<EndedObject> {
  private static final Logger log = LoggerFactory.getLogger(LastWrites.class);

  /** Servers of other API groups may have versions of another form. */
  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

  private final ApiServer api;
  private final ReleasedObjects released;
  private final Recapture recapture;

  /** Captures a later version of an object that is gone. */
  interface Recapture {
    /**
     * Captures it again.
     *
     * @param payload the object, as JSON
     * @param kept how the object was kept until it was released
     */
    void again(ObjectKey key, byte[] payload, Mode kept);
  }

  public LastWrites(ApiServer api, ReleasedObjects released, Capture capture) {
    this(api, released, capture::again);
  }

  LastWrites(ApiServer api, ReleasedObjects released, Recapture recapture) {
    this.api = api;
    this.released = released;
    this.recapture = recapture;
  }

  @Override
  public boolean done(EndedObject ended) {
    Optional<ReleasedObjects.Captured> captured = released.find(ended.uid());
    if (captured.isEmpty()) {
      return true;
    }
    Optional<ObjectNode> later =
        last(ended)
            .filter(last -> last.uid().equals(ended.uid()))
            .filter(last -> !last.resourceVersion().equals(captured.get().resourceVersion()))
            .map(KubeObject::json);
    if (later.isPresent()) {
      log.info("{}: was written to at its release, captured again", ended.key());
      recapture.again(ended.key(), Json.bytes(later.get()), captured.get().mode());
    }
    released.remove(ended.uid());
    return true;
  }

  /** Returns the name as a field selector spells it. The names of RBAC objects contain anything. */
  static String selected(String name) {
    return name.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }

  /** Returns the object before its removal; empty if the API server does not know it any more. */
  private Optional<KubeObject> last(EndedObject ended) {
    if (!REVISION.matcher(ended.resourceVersion()).matches()) {
      return Optional.empty();
    }
    String query =
        "?fieldSelector=metadata.name%%3D%s&resourceVersion=%d&resourceVersionMatch=Exact"
            .formatted(
                URLEncoder.encode(selected(ended.key().name()), StandardCharsets.UTF_8),
                Long.parseLong(ended.resourceVersion()) - 1);
    try {
      JsonNode items =
          Json.parse(api.get(ended.key().type().path(ended.key().namespace()) + query))
              .path("items");
      return items.path(0) instanceof ObjectNode last
          ? Optional.of(new KubeObject(last).ofType(ended.key().type()))
          : Optional.empty();
    } catch (ApiException e) {
      if (e.mayPass()) {
        throw e;
      }
      // The revision is compacted, the kind is gone, or its server has other revisions.
      log.warn("{}: its last version cannot be read: {}", ended.key(), e.getMessage());
      return Optional.empty();
    }
  }
}
