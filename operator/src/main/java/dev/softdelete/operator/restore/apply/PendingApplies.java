package dev.softdelete.operator.restore.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Stores manifests from the create that restores an object until they are applied, each under the
 * uid of its admission request. The manifests are stored in Secrets, because a manifest may itself
 * be a Secret.
 */
public final class PendingApplies {
  private static final String TYPE = "softdelete.dev/pending-apply";
  private static final String LABEL = "softdelete.dev/pending-apply";
  private static final String KEY = "apply.json";
  private static final String FAILED = "softdelete.dev/failed-attempts";

  /** The age at which the create of a stored manifest must have failed. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private final ApiServer api;
  private final String namespace;
  private final InstantSource clock;

  /**
   * Creates an instance.
   *
   * @param clock the clock of the API server
   */
  public PendingApplies(ApiServer api, String namespace, InstantSource clock) {
    this.api = api;
    this.namespace = namespace;
    this.clock = clock;
  }

  /**
   * Stores a manifest.
   *
   * @param deleted the uid of the deleted object that is restored
   * @throws ApiException if the manifest is larger than a Secret may be
   */
  public void save(String request, String deleted, PendingApply apply) {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.put("type", TYPE).put("immutable", true);
    ObjectNode metadata = secret.putObject("metadata").put("name", name(request));
    metadata.putObject("labels").put(LABEL, deleted);
    secret
        .putObject("data")
        .put(KEY, Base64.getEncoder().encodeToString(Json.bytes(Json.tree(apply))));
    try {
      api.create(ResourceType.SECRETS.path(Optional.of(namespace)), secret);
    } catch (ApiException e) {
      if (!e.alreadyExists()) {
        throw e;
      }
    }
  }

  public Optional<PendingApply> find(String request) {
    return request.isEmpty()
        ? Optional.empty()
        : api.find(path(request))
            .map(Json::parse)
            .map(s -> Base64.getDecoder().decode(s.path("data").path(KEY).asText()))
            .map(bytes -> Json.as(PendingApply.class, Json.parse(bytes)));
  }

  /**
   * Notes that an attempt to apply a manifest has failed.
   *
   * @return whether it was the last one, because the manifest has failed for too long
   */
  public boolean failed(String request) {
    Optional<KubeObject> stored =
        request.isEmpty() ? Optional.empty() : api.findMetadata(path(request));
    if (stored.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    var noted = Optional.ofNullable(stored.get().annotations().get(FAILED));
    FailedAttempts attempts = FailedAttempts.after(noted, now);
    ObjectNode patch = Json.object();
    patch.withObject("/metadata/annotations").put(FAILED, attempts.text());
    api.mergePatch(path(request), patch);
    return attempts.areEnough(now);
  }

  public void discard(String request) {
    if (!request.isEmpty()) {
      api.delete(path(request));
    }
  }

  /**
   * Discards the manifests of a finished restore. They are left behind if the process that finished
   * the restore ended before it could discard them.
   *
   * @param deleted the uid of the deleted object that was restored
   */
  public void discardOf(String deleted) {
    new MetadataList(api)
        .forEach(
            ResourceType.SECRETS.path(Optional.of(namespace)),
            LABEL + "=" + deleted,
            secret -> api.delete(ResourceType.SECRETS.path(Optional.of(namespace), secret.name())));
  }

  /** Discards the manifests whose create never succeeded. */
  public void discardForgotten(Instant now) {
    new MetadataList(api)
        .forEach(
            ResourceType.SECRETS.path(Optional.of(namespace)),
            LABEL,
            secret -> {
              if (secret.creationTime().plus(FORGOTTEN_AFTER).isBefore(now)) {
                api.delete(ResourceType.SECRETS.path(Optional.of(namespace), secret.name()));
              }
            });
  }

  private static String name(String request) {
    return "apply-" + request;
  }

  private String path(String request) {
    return ResourceType.SECRETS.path(Optional.of(namespace), name(request));
  }
}
