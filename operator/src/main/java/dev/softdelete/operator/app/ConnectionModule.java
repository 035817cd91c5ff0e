package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.leadership.LeaseRenewals;
import dev.softdelete.operator.startup.Clients;
import dev.softdelete.operator.startup.IdentityCheck;
import dev.softdelete.operator.startup.RequiredDefinitions;
import dev.softdelete.operator.startup.RequiredRights;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Map;

/**
 * The connection to the API server, and the check that the operator may work there.
 *
 * @param metadataClient asks only for metadata; it ends with the client
 * @param namespace the operator's own namespace
 */
record ConnectionModule(
    KubernetesClient client,
    KubernetesClient metadataClient,
    ApiServer api,
    ServerClock clock,
    Discovery discovery,
    String namespace)
    implements AutoCloseable {

  /**
   * Creates the clients.
   *
   * @param renewals sees every request of the client, and so the renewals of the lease
   */
  static ConnectionModule open(String namespace, LeaseRenewals renewals) {
    KubernetesClient client = Clients.full(Map.of("lease renewals", renewals));
    var clock = new ServerClock(Clock.systemUTC());
    var api = new ApiServer(client, clock);
    return new ConnectionModule(
        client, Clients.metadataOnly(client), api, clock, new Discovery(api), namespace);
  }

  /** Checks definitions, identity and rights, and returns the identity. */
  OperatorIdentity check() {
    RequiredDefinitions.check(api);
    OperatorIdentity operator = IdentityCheck.check(api, namespace);
    RequiredRights.check(api, namespace);
    return operator;
  }

  @Override
  public void close() {
    client.close();
  }
}
