package dev.softdelete.operator.leadership;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease that makes one replica the leader. Closing it gives the lease back if this replica
 * holds it, because JOSDK's election leaves the lease to expire.
 */
public final class LeaderLease implements AutoCloseable {
  static final String NAME = "soft-delete-operator";
  private static final Logger log = LoggerFactory.getLogger(LeaderLease.class);

  /**
   * How long to wait for the API server. If it does not answer, the lease expires by itself in
   * time.
   */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

  private final ApiServer api;
  private final String path;
  private final String identity;

  /** Refers to the lease of the replicas in this namespace. */
  public LeaderLease(ApiServer api, String namespace, String identity) {
    this.api = api;
    this.path = path(namespace);
    this.identity = identity;
  }

  /** Returns the path of the lease of the replicas in a namespace. */
  public static String path(String namespace) {
    return ResourceType.LEASES.path(Optional.of(namespace), NAME);
  }

  /**
   * Gives the lease back. The caller must make sure that this replica no longer acts as the leader
   * and that nothing renews the lease any more.
   */
  @Override
  public void close() {
    Thread request = Thread.startVirtualThread(this::tryToRelease);
    try {
      if (!request.join(ANSWERED_WITHIN)) {
        log.warn("the lease is not given back and runs out by itself: no answer");
        request.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToRelease() {
    try {
      release();
    } catch (RuntimeException e) {
      log.warn("the lease is not given back and runs out by itself: {}", e.toString());
    }
  }

  private void release() {
    Optional<KubeObject> lease = api.find(path).map(KubeObject::parse);
    if (lease.isEmpty() || !isOurs(lease.get())) {
      return;
    }
    var patch = Json.object();
    patch.putObject("metadata").put("resourceVersion", lease.get().resourceVersion());
    patch.putObject("spec").put("holderIdentity", "").put("leaseDurationSeconds", 1);
    try {
      api.mergePatch(path, patch);
      log.info("the lease is given back");
    } catch (ApiException e) {
      if (!e.conflict() && !e.notFound()) {
        throw e;
      }
      log.info("the lease is another's already");
    }
  }

  private boolean isOurs(KubeObject lease) {
    return identity.equals(lease.json().at("/spec/holderIdentity").asText());
  }
}
