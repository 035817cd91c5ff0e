package dev.softdelete.operator.app;

import dev.softdelete.operator.controller.PolicyReconciler;
import dev.softdelete.operator.controller.RecordReconciler;
import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.Namespaces;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.PolicyTriggers;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.List;
import java.util.Map;

/** JOSDK with the reconcilers of policies and records, and what wakes them from outside. */
record ControllerModule(
    Operator sdk,
    Reconcilers reconcilers,
    RecordReconciler records,
    PolicyTriggers triggers,
    Namespaces namespaces)
    implements Monitored, AutoCloseable {
  private static final Map<String, String> PATHS =
      Map.of(
          PolicyReconciler.NAME, ResourceType.POLICIES.path(),
          RecordReconciler.NAME, ResourceType.DELETED_RESOURCES.path());

  static ControllerModule create(
      BaseModules base,
      ObjectModules objects,
      PolicyModule policies,
      LeaderElectionConfiguration election) {
    var connection = base.connection();
    var sdk =
        new Operator(
            configuration ->
                configuration
                    .withKubernetesClient(connection.client())
                    .withCloseClientOnStop(false)
                    // RequiredDefinitions has already checked the CRDs.
                    .checkingCRDAndValidateLocalModel(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    // The watches must survive when our CRDs are removed and installed again.
                    .withStopOnInformerErrorDuringStartup(false)
                    .withLeaderElectionConfiguration(election));
    var records =
        new RecordReconciler(
            objects.restore().restorers(),
            objects.purge().purges(),
            connection.api(),
            connection.clock(),
            base.catalogs().records());
    sdk.register(policies.reconciler());
    sdk.register(records);
    var reconcilers = new Reconcilers(sdk, PATHS);
    var namespaces = base.catalogs().namespaces();
    return new ControllerModule(sdk, reconcilers, records, policies.triggers(), namespaces);
  }

  /** Waits until policies and records are known. This replica may lead before it returns. */
  void start() {
    sdk.start();
    // The reconcilers ignore a wake-up before they run, so what wakes them starts after them.
    triggers.start();
    namespaces.whenOneGoes(records::namespaceGoes);
  }

  @Override
  public List<WatchState> watches() {
    return reconcilers.watches();
  }

  /** Ends the watches of policies and records. The reconcilers must have been drained before. */
  @Override
  public void close() {
    reconcilers.close();
  }
}
