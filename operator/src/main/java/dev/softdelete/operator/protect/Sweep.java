package dev.softdelete.operator.protect;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * Passes over what exists already. It decides nothing: it touches an object, and the API server's
 * admission policies put the finalizer on, or put it back when it was taken off what is covered.
 */
public final class Sweep {
  private static final int ATTEMPTS = 5;

  private final ApiServer api;
  private final MetadataList lists;
  private final UpdateRate rate;
  private final BiConsumer<ResourceType, KubeObject> deleted;

  /**
   * Sweeps no faster than it is told.
   *
   * @param perSecond updates at most
   * @param deleted takes what is found deleted and held: what becomes of it may have changed
   */
  public Sweep(ApiServer api, double perSecond, BiConsumer<ResourceType, KubeObject> deleted) {
    this.api = api;
    this.deleted = deleted;
    this.lists = new MetadataList(api);
    this.rate = UpdateRate.of(perSecond);
  }

  /**
   * Has the finalizer put on what is covered and lacks it. Resumable: what has it is passed by.
   *
   * @param scope what is worth a touch
   * @param wanted false: leave it, somebody will sweep by another edition
   */
  public SweepResult protect(
      Collection<ResourceType> types,
      BiPredicate<ResourceType, KubeObject> scope,
      BooleanSupplier wanted) {
    var tally = new SweepTally();
    forEach(
        types,
        tally,
        (type, object) -> {
          if (object.retained() && object.deleting()) {
            deleted.accept(type, object);
          }
          if (!scope.test(type, object)) {
            return;
          }
          if (object.retained()) {
            tally.retained();
          } else if (!object.deleting() && wanted.getAsBoolean()) {
            tally.update(type, object, () -> touch(type, object));
          }
        });
    return tally.result();
  }

  /** Takes the finalizer off every live object that no policy covers any more. */
  public SweepResult release(Collection<ResourceType> types) {
    var tally = new SweepTally();
    forEach(
        types,
        tally,
        (type, object) -> {
          if (object.retained() && object.deleting()) {
            deleted.accept(type, object);
          } else if (object.retained()) {
            tally.update(type, object, () -> takeOff(type, object));
          }
        });
    return tally.result();
  }

  /**
   * How many objects still bear the finalizer because they are deleted and not yet captured. A kind
   * that cannot be listed counts as one.
   */
  public long awaitingCapture(Collection<ResourceType> types) {
    var waiting = new AtomicLong();
    var tally = new SweepTally();
    forEach(
        types,
        tally,
        (type, object) -> {
          if (object.retained() && object.deleting()) {
            waiting.incrementAndGet();
            deleted.accept(type, object);
          }
        });
    return waiting.get() + tally.result().refused().size();
  }

  private void forEach(
      Collection<ResourceType> types, SweepTally tally, BiConsumer<ResourceType, KubeObject> see) {
    for (ResourceType type : types) {
      try {
        lists.forEach(type.path(), object -> see.accept(type, object));
      } catch (ApiException e) {
        tally.unlisted(type, e);
      }
    }
  }

  private boolean touch(ResourceType type, KubeObject object) {
    rate.await();
    return api.mergePatch(path(type, object), Json.object()).retained();
  }

  private boolean takeOff(ResourceType type, KubeObject listed) {
    KubeObject object = listed;
    for (int attempt = 1; ; attempt++) {
      rate.await();
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
}
