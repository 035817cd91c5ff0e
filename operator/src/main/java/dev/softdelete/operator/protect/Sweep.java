package dev.softdelete.operator.protect;

import com.google.common.util.concurrent.RateLimiter;
import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.admission.ObjectExclusion;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Passes over what exists already. It decides nothing: it touches an object, and the API server's
 * admission policies put the finalizer on, or put it back when it was taken off what is covered.
 */
public final class Sweep {
  private static final int ATTEMPTS = 5;

  private final ApiServer api;
  private final MetadataList lists;
  private final RateLimiter rate;

  /**
   * Sweeps no faster than it is told.
   *
   * @param perSecond updates at most
   */
  public Sweep(ApiServer api, double perSecond) {
    this.api = api;
    this.lists = new MetadataList(api);
    this.rate = RateLimiter.create(perSecond);
  }

  /** Has the finalizer put on what is covered and lacks it. Resumable: what has it is passed by. */
  public SweepResult protect(
      Collection<ResourceType> types, boolean includeOwned, Predicate<KubeObject> inScope) {
    var exclusions = ObjectExclusion.of(includeOwned);
    var tally = new Tally();
    for (ResourceType type : types) {
      lists.forEach(
          type.path(),
          object -> {
            if (object.retained()) {
              tally.retained++;
            } else if (!object.deleting()
                && inScope.test(object)
                && exclusions.stream().noneMatch(e -> e.known().test(type, object))) {
              tally.add(type, object, () -> touch(type, object));
            }
          });
    }
    return tally.result();
  }

  /** Takes the finalizer off every live object that no policy covers any more. */
  public SweepResult release(Collection<ResourceType> types) {
    var tally = new Tally();
    for (ResourceType type : types) {
      lists.forEach(
          type.path(),
          object -> {
            if (object.retained() && !object.deleting()) {
              tally.add(type, object, () -> takeOff(type, object));
            }
          });
    }
    return tally.result();
  }

  /** How many objects still bear the finalizer because they are deleted and not yet captured. */
  public long awaitingCapture(Collection<ResourceType> types) {
    var waiting = new Tally();
    types.forEach(
        type ->
            lists.forEach(
                type.path(),
                object -> {
                  if (object.retained() && object.deleting()) {
                    waiting.retained++;
                  }
                }));
    return waiting.retained;
  }

  private boolean touch(ResourceType type, KubeObject object) {
    rate.acquire();
    return api.mergePatch(path(type, object), Json.object()).retained();
  }

  private boolean takeOff(ResourceType type, KubeObject listed) {
    KubeObject object = listed;
    for (int attempt = 1; ; attempt++) {
      rate.acquire();
      try {
        return api.mergePatch(path(type, object), RetainFinalizer.takenOff(object)).retained();
      } catch (ApiException e) {
        if (!e.conflict() || attempt == ATTEMPTS) {
          throw e;
        }
        object = KubeObject.parse(api.get(path(type, object)));
        if (object.deleting() || !object.retained()) {
          return object.retained();
        }
      }
    }
  }

  private static String path(ResourceType type, KubeObject object) {
    return type.path(object.namespace(), object.name());
  }

  private static final class Tally {
    private static final int REPORTED = 20;
    private final List<StuckObject> refused = new ArrayList<>();
    private long retained;

    void add(ResourceType type, KubeObject object, BooleanSupplier update) {
      try {
        if (update.getAsBoolean()) {
          retained++;
        }
      } catch (ApiException e) {
        if (!e.notFound() && !e.conflict() && refused.size() < REPORTED) {
          refused.add(
              new StuckObject(
                  type.groupResource(),
                  object.namespace().orElse(null),
                  object.name(),
                  "UpdateRefused",
                  "its finalizer could not be changed: " + e.getMessage()));
        }
      }
    }

    SweepResult result() {
      return new SweepResult(retained, List.copyOf(refused));
    }
  }
}
