package dev.softdelete.operator.webhook;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may call the webhook: any caller that knows the secret, which all replicas share. If
 * its Secret is deleted, a new one is made. The previous secret stays valid while an API server may
 * not yet have received the new one.
 */
public final class Callers {
  private static final Logger log = LoggerFactory.getLogger(Callers.class);
  private static final Duration STILL_CALLED_BY = Duration.ofMinutes(1);

  /**
   * The minimum interval between two reads of the Secret. Without it strangers could make the
   * operator read from the API server all the time.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** How many callers with an unknown secret may wait for such a read. */
  private static final int WAITING = 64;

  private final ApiServer api;
  private final String namespace;
  private final AtomicReference<Known> known = new AtomicReference<>();
  private final Semaphore waiting = new Semaphore(WAITING);
  private final CoalescedAction looks = new CoalescedAction(this::lookForAnother, BETWEEN_LOOKS);

  /** The current secret, and the previous secret with the time until which it is valid. */
  record Known(CallerSecret now, Optional<CallerSecret> before, Instant beforeUntil) {
    static Known only(CallerSecret secret) {
      return new Known(secret, Optional.empty(), Instant.EPOCH);
    }

    Known then(CallerSecret next, Instant at) {
      return next.equals(now) ? this : new Known(next, Optional.of(now), at.plus(STILL_CALLED_BY));
    }

    boolean admits(String shown, Instant at) {
      return now.is(shown)
          || (at.isBefore(beforeUntil) && before.filter(b -> b.is(shown)).isPresent());
    }
  }

  /**
   * Creates the callers with a secret, even if the Secret is not usable, because it may be repaired
   * later.
   */
  public Callers(ApiServer api, String namespace) {
    this.api = api;
    this.namespace = namespace;
    known.set(Known.only(first()));
  }

  private CallerSecret first() {
    try {
      return stored();
    } catch (RuntimeException e) {
      log.warn("the secret of the webhook's callers cannot be read yet: {}", e.toString());
      return CallerSecret.random();
    }
  }

  /**
   * Whether a path may begin with the given text. Another replica may have made a new secret just
   * now. So if the text has the form of a secret, the Secret is read before the text is rejected.
   */
  public boolean admits(String shown) {
    return known(shown) || (CallerSecret.mayBe(shown) && looked() && known(shown));
  }

  private boolean known(String shown) {
    return known.get().admits(shown, Instant.now());
  }

  private boolean looked() {
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      looks.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("the secret of the webhook's callers cannot be read: {}", e.toString());
    } finally {
      waiting.release();
    }
    return false;
  }

  private void lookForAnother() {
    shared().ifPresent(this::follow);
  }

  public CallerSecret secret() {
    return known.get().now();
  }

  /** Reads the secret that the replicas share. */
  public void look() {
    follow(stored());
  }

  private void follow(CallerSecret stored) {
    Instant now = Instant.now();
    known.updateAndGet(k -> k.then(stored, now));
  }

  private Optional<CallerSecret> shared() {
    return api.find(path()).map(KubeObject::parse).flatMap(CallerSecret::in);
  }

  private CallerSecret stored() {
    Optional<KubeObject> there = api.find(path()).map(KubeObject::parse);
    Optional<CallerSecret> good = there.flatMap(CallerSecret::in);
    if (good.isPresent()) {
      return good.get();
    }
    CallerSecret made = CallerSecret.random();
    try {
      if (there.isPresent()) {
        var replacement = made.manifest();
        replacement.withObject("/metadata").put("resourceVersion", there.get().resourceVersion());
        api.mergePatch(path(), replacement);
      } else {
        api.create(ResourceType.SECRETS.path(Optional.of(namespace)), made.manifest());
      }
      return made;
    } catch (ApiException e) {
      if (!e.conflict()) {
        throw e;
      }
      return shared().orElseThrow(() -> e);
    }
  }

  private String path() {
    return ResourceType.SECRETS.path(Optional.of(namespace), CallerSecret.NAME);
  }
}
