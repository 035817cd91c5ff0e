package dev.softdelete.operator.capture;

import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.AddressableName;
import dev.softdelete.operator.kube.ForgetfulStore;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.OurFinalizers;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.DeleteWatches;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.stop.Drainable;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one watch per covered kind and reports deleted objects. The watches store no objects. */
public final class CaptureWatches implements DeleteWatches, Drainable {
  private static final Logger log = LoggerFactory.getLogger(CaptureWatches.class);
  private static final long PAGE = 500;

  /** The informer reports a removal only if the store had an object. */
  private static final GenericKubernetesResource REMOVED =
      new GenericKubernetesResourceBuilder().withNewMetadata().endMetadata().build();

  private final KubernetesClient metadataClient;
  private final ForegroundDeletes foreground;
  private final Consumer<ObjectKey> deleted;
  private final Consumer<ObjectKey> marked;
  private final Consumer<EndedObject> gone;
  private final Consumer<ObjectKey> unheld;
  private final Map<String, Set<ResourceType>> covered = new HashMap<>();
  private final Map<ResourceType, SharedIndexInformer<GenericKubernetesResource>> informers =
      new HashMap<>();

  private boolean drained;

  /**
   * Creates the watches; none starts until a policy covers a kind.
   *
   * @param metadataClient a client that requests only metadata from the API server
   * @param foreground receives every observed version of a deleted object
   * @param deleted receives every deleted object that our finalizer holds, at least once
   * @param marked receives every live object that has a restore mark, at least once
   * @param gone receives most objects that are removed; not those that are removed while a watch is
   *     interrupted
   * @param unheld receives every live object without our finalizer, at least once
   */
  public CaptureWatches(
      KubernetesClient metadataClient,
      ForegroundDeletes foreground,
      Consumer<ObjectKey> deleted,
      Consumer<ObjectKey> marked,
      Consumer<EndedObject> gone,
      Consumer<ObjectKey> unheld) {
    this.gone = gone;
    this.unheld = unheld;
    this.foreground = foreground;
    this.metadataClient = metadataClient;
    this.deleted = deleted;
    this.marked = marked;
  }

  @Override
  public synchronized void cover(String policy, Set<ResourceType> types) {
    if (drained) {
      return;
    }
    if (types.isEmpty()) {
      covered.remove(policy);
    } else {
      covered.put(policy, Set.copyOf(types));
    }
    Set<ResourceType> wanted =
        covered.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    for (ResourceType type : new HashSet<>(informers.keySet())) {
      if (!wanted.contains(type) || informers.get(type).stopped().toCompletableFuture().isDone()) {
        informers.remove(type).stop();
      }
    }
    wanted.forEach(type -> informers.computeIfAbsent(type, this::start));
  }

  private SharedIndexInformer<GenericKubernetesResource> start(ResourceType type) {
    var context =
        new ResourceDefinitionContext.Builder()
            .withGroup(type.group())
            .withVersion(type.version())
            .withPlural(type.plural())
            .withKind(type.kind())
            .withNamespaced(type.namespaced())
            .build();
    var resources = metadataClient.genericKubernetesResources(context);
    var informer =
        (type.namespaced() ? resources.inAnyNamespace() : resources)
            .withLimit(PAGE)
            .runnableInformer(0)
            .itemStore(new ForgetfulStore<>(REMOVED))
            .addEventHandler(new Deletions(type))
            .exceptionHandler((started, t) -> true);
    informer.start();
    return informer;
  }

  /** Returns the states of the watches for the liveness probe. */
  public synchronized List<WatchState> states() {
    return informers.entrySet().stream()
        .map(e -> WatchState.of(e.getKey().path(), e.getValue()))
        .toList();
  }

  @Override
  public synchronized void drain(Duration atMost) {
    drained = true;
    informers.values().forEach(SharedIndexInformer::stop);
    informers.clear();
  }

  private final class Deletions implements ResourceEventHandler<GenericKubernetesResource> {
    private final ResourceType type;

    Deletions(ResourceType type) {
      this.type = type;
    }

    @Override
    public void onAdd(GenericKubernetesResource object) {
      see(object);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
      see(object);
    }

    @Override
    public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
      var metadata = object.getMetadata();
      if (!finalStateUnknown && OurFinalizers.on(metadata)) {
        gone.accept(
            new EndedObject(key(metadata), metadata.getUid(), metadata.getResourceVersion()));
      }
    }

    private void see(GenericKubernetesResource object) {
      var metadata = object.getMetadata();
      if (!AddressableName.is(metadata.getName())) {
        // No policy covers it, so somebody else wrote our finalizer. Every attempt would fail.
        log.debug("{}: no request can name it", key(metadata));
        return;
      }
      if (metadata.getDeletionTimestamp() != null && OurFinalizers.on(metadata)) {
        foreground.see(metadata.getUid(), metadata.getFinalizers());
        deleted.accept(key(metadata));
        return;
      }
      if (metadata.getAnnotations() != null
          && metadata.getAnnotations().containsKey(RestoreMark.ANNOTATION)) {
        marked.accept(key(metadata));
      }
      if (metadata.getDeletionTimestamp() == null && !OurFinalizers.on(metadata)) {
        unheld.accept(key(metadata));
      }
    }

    private ObjectKey key(ObjectMeta metadata) {
      return new ObjectKey(type, Optional.ofNullable(metadata.getNamespace()), metadata.getName());
    }
  }
}
