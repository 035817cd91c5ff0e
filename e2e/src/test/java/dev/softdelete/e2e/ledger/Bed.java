package dev.softdelete.e2e.ledger;

import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.controlplane.Options;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.ledger.history.EtcdWatch;
import dev.softdelete.e2e.ledger.history.History;
import dev.softdelete.e2e.ledger.judge.Ground;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A control plane for one run, with the product installed, the namespaces and the watch of etcd.
 */
final class Bed implements AutoCloseable {
  static final String RESTORE = "ledger-restore";
  static final String REJECT = "ledger-reject";
  static final String EDITED = "ledger-edited";
  static final String WHOLE = "ledger-whole";

  /** The namespace into which objects of other namespaces are restored. */
  static final String HOME = "ledger-home";

  private static final Set<String> WHOLE_ONES = Set.of(WHOLE + "-a", WHOLE + "-b");

  private final ControlPlane controlPlane;
  private final Installation installation;
  private final KubernetesClient client;
  private final History history = new History();
  private final EtcdWatch watch;

  private Bed(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    watch = EtcdWatch.into(history, controlPlane.etcdUri());
    installation = Installation.on(controlPlane);
    var config = Config.fromKubeconfig(controlPlane.kubeconfigYaml());
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build())
            .build();
  }

  static Bed made() {
    // The watch of etcd parses the stored objects, so they are stored as JSON.
    ControlPlane controlPlane =
        ControlPlane.start(
            Options.defaults().withApiServerArguments("--storage-media-type=application/json"));
    try {
      return new Bed(controlPlane);
    } catch (RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  /** Applies the CRD, the policies and the namespaces. The operator must be running. */
  void prepare() {
    installation.kubectl().apply(Definitions.GADGETS);
    installation
        .kubectl()
        .run("wait", "crd/gadgets.ledger.example.com", "--for=condition=Established");
    installation.kubectl().apply(Definitions.POLICIES);
    installation.kubectl().run("wait", "sdp", "--all", "--for=condition=Ready", "--timeout=60s");
    installation.kubectl().apply(Definitions.namespaces());
  }

  Ground ground() {
    var steady = new HashSet<>(WHOLE_ONES);
    steady.addAll(List.of(RESTORE, REJECT, HOME));
    var all = new HashSet<>(steady);
    all.add(EDITED);
    return new Ground(Installation.NAMESPACE, all, steady, WHOLE_ONES, EDITED);
  }

  /**
   * Returns the namespaces of the workers. A worker visits a namespace more often if it is listed
   * more often.
   */
  static List<String> workplaces() {
    return List.of(RESTORE, RESTORE, RESTORE, REJECT, EDITED, EDITED, WHOLE + "-a", WHOLE + "-b");
  }

  static Set<String> wholeNamespaces() {
    return WHOLE_ONES;
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  Installation installation() {
    return installation;
  }

  Caller caller() {
    return new Caller(client, List.of(), false);
  }

  History history() {
    return history;
  }

  EtcdWatch watch() {
    return watch;
  }

  @Override
  public void close() {
    watch.close();
    client.close();
    controlPlane.close();
  }
}
