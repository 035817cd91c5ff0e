package dev.softdelete.operator.app;

import dev.softdelete.operator.health.WatchState;
import dev.softdelete.operator.kube.Definitions;
import dev.softdelete.operator.kube.LiveDefinitions;
import dev.softdelete.operator.kube.Namespaces;
import dev.softdelete.operator.protect.PolicyCatalog;
import dev.softdelete.operator.record.RecordCatalog;
import java.util.List;

/**
 * What the watches report: namespaces, policies, records, and definitions that are being deleted.
 * Only the watch of namespaces runs here. The other catalogs are empty until {@link
 * ControllerModule#start()}.
 */
record CatalogModule(
    Namespaces namespaces, PolicyCatalog policies, RecordCatalog records, Definitions definitions)
    implements Monitored, AutoCloseable {

  /** Returns when all namespaces are known. */
  static CatalogModule open(ConnectionModule connection) {
    return new CatalogModule(
        new Namespaces(connection.client()),
        new PolicyCatalog(),
        new RecordCatalog(connection.clock()::now),
        new Definitions(new LiveDefinitions(connection.api())));
  }

  @Override
  public List<WatchState> watches() {
    return List.of(namespaces.watch());
  }

  @Override
  public void close() {
    namespaces.close();
  }
}
