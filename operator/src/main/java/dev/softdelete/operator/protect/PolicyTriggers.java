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
 * What makes a policy be looked at again besides itself: kinds that appear, relabelled namespaces.
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

  /** A definition is served, and shown by discovery, a moment after it is established. */
  private static final int[] SERVED_AFTER_MILLIS = {0, 1_000, 4_000};

  private final SimpleInboundEventSource<SoftDeletePolicy> events =
      new SimpleInboundEventSource<>("triggers");
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final SharedIndexInformer<GenericKubernetesResource> definitions;
  private final Definitions goingAway;
  private final SharedIndexInformer<Namespace> namespaces;
  private final SweepSchedule sweeps;
  private final PolicyCatalog policies;
  private final Runnable recordsServed;

  /**
   * Follows both from {@link #start()} on.
   *
   * @param goingAway told of the definitions that are being deleted
   * @param recordsServed called when the definition of our records is there, maybe again
   */
  public PolicyTriggers(
      KubernetesClient metadataClient,
      SharedIndexInformer<Namespace> namespaces,
      Definitions goingAway,
      SweepSchedule sweeps,
      PolicyCatalog policies,
      Runnable recordsServed) {
    this.goingAway = goingAway;
    this.definitions =
        // Not typed: nothing but metadata comes, and their schemas make a large model.
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

  /** For the liveness probe. */
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
            goingAway.settled(definition.getMetadata().getName());
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
        // The program stops: the next replica looks at every policy.
        return;
      }
    }
  }

  /** For when the webhook's certificate changed: what names it is written again. */
  public void everyPolicy() {
    propagate(p -> true);
  }

  private void see(GenericKubernetesResource definition) {
    var metadata = definition.getMetadata();
    if (metadata.getDeletionTimestamp() == null) {
      goingAway.settled(metadata.getName());
    } else {
      goingAway.goes(metadata.getName(), metadata.getUid());
      somethingGoes();
    }
  }

  /** What is held in it cannot stay. */
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
