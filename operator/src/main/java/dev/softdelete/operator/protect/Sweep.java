package dev.softdelete.operator.protect;

import dev.softdelete.operator.kube.AddressableName;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.MetadataList;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Sweeps the objects that already exist. A sweep decides nothing: it updates an object, and the API
 * server's admission policies add the finalizer, or add it again after it was removed from a
 * covered object.
 */
public final class Sweep {
  private static final int ATTEMPTS = 5;

  private final ApiServer api;
  private final MetadataList lists;
  private final UpdateRate rate;
  private final BiConsumer<ResourceType, KubeObject> deleted;

  /**
   * Creates a sweep with a limited rate.
   *
   * @param perSecond the maximum number of updates per second
   * @param deleted receives each object that is deleted and still bears the finalizer, because the
   *     outcome for it may have changed
   */
  public Sweep(ApiServer api, double perSecond, BiConsumer<ResourceType, KubeObject> deleted) {
    this.api = api;
    this.deleted = deleted;
    this.lists = new MetadataList(api);
    this.rate = UpdateRate.of(perSecond);
  }

  /**
   * Lets the API server add our finalizers to covered objects that lack them. The sweep is
   * resumable: it skips objects that bear them.
   *
   * @param judged the kinds whose definition may refuse an update that changes nothing
   * @param covered the objects that are worth an update
   * @param wanted returns false if objects are to be left alone, because a sweep for another
   *     generation will follow
   */
  public SweepResult protect(
      Collection<ResourceType> types,
      Set<ResourceType> judged,
      CoveredObjects covered,
      BooleanSupplier wanted) {
    var tally = new SweepTally(judged);
    forEach(
        types,
        tally,
        (type, object) -> {
          if (object.retained() && object.deleting()) {
            deleted.accept(type, object);
          }
          if (!covered.test(type, object)) {
            return;
          }
          boolean complete = object.retained() && !covered.lacksMark(type, object);
          if (complete || object.deleting() || !wanted.getAsBoolean()) {
            if (object.retained()) {
              tally.retained();
            }
          } else {
            tally.update(type, object, () -> touch(type, object));
          }
        });
    return tally.result();
  }

  /**
   * Removes our finalizers from every live object that no policy covers any more.
   *
   * @param stays whether the policy of a mark still applies
   */
  public SweepResult release(Collection<ResourceType> types, Predicate<String> stays) {
    var tally = new SweepTally(Set.of());
    forEach(
        types,
        tally,
        (type, object) -> {
          if (object.retained() && object.deleting()) {
            deleted.accept(type, object);
          } else if (!RetainFinalizer.stillApplying(object, stays).equals(object.finalizers())) {
            tally.update(type, object, () -> takeOff(type, object, stays));
          }
        });
    return tally.result();
  }

  /**
   * Returns the number of objects that still bear the finalizer because they are deleted and not
   * yet captured. A kind that cannot be listed counts as one object.
   */
  public long awaitingCapture(Collection<ResourceType> types) {
    var waiting = new AtomicLong();
    var tally = new SweepTally(Set.of());
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
        lists.forEach(
            type.path(),
            object -> {
              if (AddressableName.is(object.name())) {
                see.accept(type, object);
              }
            });
      } catch (ApiException e) {
        tally.unlisted(type, e);
      }
    }
  }

  private boolean touch(ResourceType type, KubeObject object) {
    rate.await();
    return api.mergePatch(path(type, object), Json.object()).retained();
  }

  private boolean takeOff(ResourceType type, KubeObject listed, Predicate<String> stays) {
    KubeObject object = listed;
    for (int attempt = 1; ; attempt++) {
      rate.await();
      List<String> finalizers = RetainFinalizer.stillApplying(object, stays);
      try {
        return api.mergePatch(path(type, object), RetainFinalizer.replaced(object, finalizers))
            .retained();
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
