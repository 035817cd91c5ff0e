package dev.softdelete.operator.protect;

import dev.softdelete.api.Mode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.ForgetfulStore;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.stop.Drainable;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Triggers the reconciliation of policies after changes outside the policies: kinds that appear,
 * and namespaces that are relabelled.
 */
public final class PolicyTriggers implements Drainable {
  private static final String RECORDS = ResourceType.DELETED_RESOURCES.groupResource();

  private static final ResourceDefinitionContext DEFINITIONS =
      new ResourceDefinitionContext.Builder()
          .withGroup(ResourceType.CUSTOM_RESOURCE_DEFINITIONS.group())
          .withVersion(ResourceType.CUSTOM_RESOURCE_DEFINITIONS.version())
          .withPlural(ResourceType.CUSTOM_RESOURCE_DEFINITIONS.plural())
          .withKind(ResourceType.CUSTOM_RESOURCE_DEFINITIONS.kind())
          .withNamespaced(false)
          .build();

  /**
   * The delays after which policies are reconciled. A definition is served, and listed by
   * discovery, only some time after it is established.
   */
  private static final int[] SERVED_AFTER_MILLIS = {0, 1_000, 4_000};

  private final SimpleInboundEventSource<SoftDeletePolicy> events =
      new SimpleInboundEventSource<>("triggers");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final SharedIndexInformer<GenericKubernetesResource> definitions;
  private final Definitions known;
  private final SharedIndexInformer<Namespace> namespaces;
  private final SweepSchedule sweeps;
  private final PolicyCatalog policies;
  private final Runnable recordsServed;

  /**
   * Creates the triggers, which follow definitions and namespaces from {@link #start()} on.
   *
   * @param known receives what the watch tells about definitions
   * @param recordsServed called when the definition of our records exists; it may be called again
   */
  public PolicyTriggers(
      KubernetesClient metadataClient,
      SharedIndexInformer<Namespace> namespaces,
      Definitions known,
      SweepSchedule sweeps,
      PolicyCatalog policies,
      Runnable recordsServed) {
    this.known = known;
    this.definitions =
        // The generic type is used because only metadata is received, and the typed model of
        // schemas is large.
        metadataClient
            .genericKubernetesResources(DEFINITIONS)
            .runnableInformer(0)
            .itemStore(new ForgetfulStore<>())
            .exceptionHandler((started, t) -> true);
    this.namespaces = namespaces;
    this.sweeps = sweeps;
    this.policies = policies;
    this.recordsServed = recordsServed;
  }

  /** Returns the state of the watch on definitions, for the liveness probe. */
  public WatchState watch() {
    return WatchState.of(ResourceType.CUSTOM_RESOURCE_DEFINITIONS.path(), definitions);
  }

  @Override
  public void drain(Duration atMost) {
    definitions.stop();
    timer.shutdownNow();
  }

  public SimpleInboundEventSource<SoftDeletePolicy> events() {
    return events;
  }

  public void start() {
    definitions.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(GenericKubernetesResource definition) {
            if (definition.getMetadata().getName().equals(RECORDS)) {
              recordsServed.run();
            }
            see(definition);
            kindsChanged();
          }

          @Override
          public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            see(after);
            kindsChanged();
          }

          @Override
          public void onDelete(GenericKubernetesResource definition, boolean unknown) {
            known.gone(definition.getMetadata().getName());
            kindsChanged();
          }
        });
    definitions.start();
    namespaces.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(Namespace namespace) {}

          @Override
          public void onUpdate(Namespace before, Namespace after) {
            if (!Objects.equals(
                before.getMetadata().getLabels(), after.getMetadata().getLabels())) {
              relabelled();
            }
            if (before.getMetadata().getDeletionTimestamp() == null
                && after.getMetadata().getDeletionTimestamp() != null) {
              somethingGoes();
            }
          }

          @Override
          public void onDelete(Namespace namespace, boolean unknown) {}
        });
  }

  private void kindsChanged() {
    for (int millis : SERVED_AFTER_MILLIS) {
      try {
        var _ = timer.schedule(this::everyPolicy, millis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The program is stopping. The next replica reconciles every policy.
        return;
      }
    }
  }

  /**
   * Reconciles every policy. After a change of the webhook's certificate, this rewrites the
   * configurations that contain it.
   */
  public void everyPolicy() {
    propagate(p -> true);
  }

  private void see(GenericKubernetesResource definition) {
    var metadata = definition.getMetadata();
    known.seen(metadata.getName(), metadata.getUid(), metadata.getGeneration());
    if (metadata.getDeletionTimestamp() == null) {
      known.settled(metadata.getName());
    } else {
      known.goes(metadata.getName(), metadata.getUid());
      somethingGoes();
    }
  }

  /**
   * Sweeps and reconciles the policies with mode Hold. An object that is held in a namespace or
   * definition that is being deleted cannot stay held.
   */
  private void somethingGoes() {
    Predicate<SoftDeletePolicy> holds = p -> p.getSpec().mode() == Mode.Hold;
    policies.get().stream().filter(holds).forEach(p -> sweeps.ask(p.getMetadata().getUid()));
    propagate(holds);
  }

  private void relabelled() {
    policies.get().stream()
        .filter(p -> p.getSpec().namespaceSelector() != null)
        .forEach(p -> sweeps.ask(p.getMetadata().getUid()));
    propagate(p -> p.getSpec().namespaceSelector() != null);
  }

  private void propagate(Predicate<SoftDeletePolicy> which) {
    policies.get().stream()
        .filter(which)
        .forEach(p -> events.propagateEvent(new ResourceID(p.getMetadata().getName())));
  }
}
