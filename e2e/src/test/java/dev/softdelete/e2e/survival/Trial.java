package dev.softdelete.e2e.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/** The ConfigMaps of one covered namespace, and what must hold for them whatever happens. */
final class Trial implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String DATA = "data";
  private static final String POLICY =
      """
        resources: [{apiGroups: [""], resources: [configmaps, persistentvolumeclaims]}]
        retentionBounds: {min: 1s, max: 90d}
      """;

  private final String namespace;
  private final KubernetesClient client;
  private final StoredDeletions stored;

  /** The uids of earlier deletions. What other tests left behind is not checked. */
  private final Set<String> before;

  private Trial(String namespace) {
    this.namespace = namespace;
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(Cluster.controlPlane().kubeconfigYaml()))
            .build();
    this.stored = new StoredDeletions(client);
    this.before =
        Stream.concat(
                stored.records().map(r -> r.getSpec().resource().uid()),
                stored.snapshots().map(StoredDeletions::uid))
            .collect(Collectors.toSet());
  }

  /**
   * Starts a trial in a new namespace, under a shared policy that lets users move purge times
   * freely.
   */
  static Trial begin() {
    return begin("");
  }

  /**
   * Starts a trial with further lines in the policy.
   *
   * @param spec the lines: YAML, indented by two
   */
  static Trial begin(String spec) {
    return new Trial(Cluster.namespaceUnderSharedPolicy(POLICY + spec));
  }

  /** Starts a trial under a policy that has the name of the namespace and serves no other test. */
  static Trial beginWithItsOwnPolicy(String spec) {
    return new Trial(Cluster.coveredNamespace(POLICY + spec));
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return client;
  }

  static Kubectl kubectl() {
    return Cluster.installation().kubectl();
  }

  String kubectl(String... args) {
    return kubectl().input("", withNamespace(args));
  }

  String[] withNamespace(String... args) {
    var all = new java.util.ArrayList<>(List.of(args));
    all.addAll(List.of("-n", namespace));
    return all.toArray(String[]::new);
  }

  /** Creates a ConfigMap whose value is its own name. */
  ConfigMap create(String name) {
    return create(name, new byte[0]);
  }

  /** Creates a ConfigMap whose snapshot needs two Secrets. */
  ConfigMap createLarge(String name) {
    byte[] noise = new byte[1_000_000];
    new Random(name.hashCode()).nextBytes(noise);
    return create(name, noise);
  }

  private ConfigMap create(String name, byte[] noise) {
    var builder =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels("trial", "yes")
            .endMetadata()
            .addToData(DATA, name);
    if (noise.length > 0) {
      builder.addToBinaryData("noise", java.util.Base64.getEncoder().encodeToString(noise));
    }
    return client.configMaps().inNamespace(namespace).resource(builder.build()).create();
  }

  Optional<ConfigMap> live(String name) {
    return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
  }

  void delete(String name) {
    kubectl("delete", "configmap", name, "--wait=false");
  }

  DeletedResource captured(String name) {
    eventually(() -> assertThat(live(name)).isEmpty());
    return onlyRecord(name);
  }

  DeletedResource createAndDelete(String name) {
    create(name);
    delete(name);
    return captured(name);
  }

  /** Waits until neither the record nor the snapshot nor the object exists. */
  void purged(ConfigMap object) {
    String name = object.getMetadata().getName();
    eventually(
        () -> {
          assertThat(records(namespace, name)).isEmpty();
          assertThat(snapshots(object.getMetadata().getUid())).isEmpty();
          assertThat(live(name)).isEmpty();
        });
  }

  List<DeletedResource> records(String home, String name) {
    return client.resources(DeletedResource.class).inNamespace(home).list().getItems().stream()
        .filter(r -> r.getSpec().resource().name().equals(name))
        .filter(r -> namespace.equals(r.getSpec().resource().namespace()))
        .toList();
  }

  DeletedResource onlyRecord(String name) {
    var all = records(namespace, name);
    assertThat(all).as("records of " + name).hasSize(1);
    return all.getFirst();
  }

  void askToRestore(String name) {
    kubectl(
        "annotate",
        "deleted",
        onlyRecord(name).getMetadata().getName(),
        "--overwrite",
        "softdelete.dev/restore=true");
  }

  void restoredAs(ConfigMap before) {
    String name = before.getMetadata().getName();
    eventually(() -> assertThat(onlyRecord(name).getStatus().state()).isEqualTo(State.RESTORED));
    ConfigMap after = live(name).orElseThrow();
    assertThat(after.getData()).isEqualTo(before.getData());
    assertThat(after.getBinaryData()).isEqualTo(before.getBinaryData());
    assertThat(after.getMetadata().getLabels()).isEqualTo(before.getMetadata().getLabels());
    assertThat(after.getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(after.getMetadata().getFinalizers())
        .contains("softdelete.dev/retain")
        .allMatch(f -> f.contains("softdelete.dev/"));
  }

  List<Secret> snapshots(String uid) {
    return client
        .secrets()
        .inNamespace(Installation.NAMESPACE)
        .withLabel("softdelete.dev/part")
        .withLabel("softdelete.dev/uid", uid)
        .list()
        .getItems();
  }

  /**
   * Asserts that every record has its snapshot, that every snapshot has its record, and that no
   * deletion is unfinished.
   */
  void nothingLeftBehind() {
    eventually(
        () -> {
          var records =
              stored.records().filter(r -> !before.contains(r.getSpec().resource().uid())).toList();
          Map<String, Integer> wanted =
              records.stream()
                  .collect(
                      Collectors.toMap(
                          r -> r.getSpec().resource().uid() + " " + StoredDeletions.hash(r),
                          r -> r.getSpec().snapshot().parts()));
          Map<String, Integer> found =
              stored
                  .snapshots()
                  .filter(secret -> !before.contains(StoredDeletions.uid(secret)))
                  .collect(
                      Collectors.toMap(StoredDeletions::snapshotOf, secret -> 1, Integer::sum));
          assertThat(found).isEqualTo(wanted);
          assertThat(records).noneMatch(r -> r.getMetadata().getDeletionTimestamp() != null);
        });
  }

  static void eventually(ThrowingRunnable holds) {
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(holds);
  }

  @Override
  public void close() {
    client.close();
  }
}
