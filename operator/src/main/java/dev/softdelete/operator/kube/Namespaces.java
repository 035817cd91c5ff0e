package dev.softdelete.operator.kube;

import dev.softdelete.operator.health.WatchState;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** The namespaces of the cluster, kept current by a watch. */
public final class Namespaces implements Function<String, Optional<NamespaceState>>, AutoCloseable {
  private static final long LISTED_WITHIN = 60;

  private final KubernetesClient client;
  private final SharedIndexInformer<Namespace> informer;

  public Namespaces(KubernetesClient client) {
    this.client = client;
    this.informer = client.namespaces().runnableInformer(0).exceptionHandler((started, t) -> true);
    informer.start().toCompletableFuture().orTimeout(LISTED_WITHIN, TimeUnit.SECONDS).join();
  }

  /** Registers a callback for the name of each namespace that begins to terminate. */
  public void whenOneGoes(Consumer<String> told) {
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(Namespace namespace) {}

          @Override
          public void onUpdate(Namespace before, Namespace after) {
            if (!state(before).terminating() && state(after).terminating()) {
              told.accept(after.getMetadata().getName());
            }
          }

          @Override
          public void onDelete(Namespace namespace, boolean unknown) {}
        });
  }

  public SharedIndexInformer<Namespace> informer() {
    return informer;
  }

  /** Returns the state of the watch for the liveness probe. */
  public WatchState watch() {
    return WatchState.of(ResourceType.NAMESPACES.path(), informer);
  }

  @Override
  public void close() {
    informer.stop();
  }

  @Override
  public Optional<NamespaceState> apply(String name) {
    // A new namespace may contain objects before the watch reports it.
    return Optional.ofNullable(informer.getStore().getByKey(name))
        .or(() -> Optional.ofNullable(client.namespaces().withName(name).get()))
        .map(Namespaces::state);
  }

  private static NamespaceState state(Namespace namespace) {
    var metadata = namespace.getMetadata();
    return new NamespaceState(
        metadata.getName(),
        metadata.getUid(),
        metadata.getLabels() == null ? Map.of() : metadata.getLabels(),
        metadata.getDeletionTimestamp() != null);
  }
}
