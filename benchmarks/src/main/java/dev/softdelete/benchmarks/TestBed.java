package dev.softdelete.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.controlplane.ControlPlane;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.OperatorProcess;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** One control plane with the product installed, and an operator that is started and stopped. */
final class TestBed implements AutoCloseable {
  static final Path OUTPUT = Repository.file("benchmarks").resolve("target");
  private static final String REPLICA = "benchmarked";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int AT_A_TIME = 16;
  private static final int ASKED_WITHIN = 1_000;

  private final ControlPlane controlPlane = ControlPlane.start();
  private final Installation installation = Installation.on(controlPlane);
  private final Wire admin = new Wire(installation.kubectl().kubeconfig());
  private final Path operatorKubeconfig = installation.operatorKubeconfig();
  private final Wire asOperator = new Wire(operatorKubeconfig);
  private final OperatorProcess operator =
      new OperatorProcess(
              operatorKubeconfig, OUTPUT.resolve("operator.log"), OperatorOptions.ofTheChart())
          .with("POD_NAME", REPLICA);

  TestBed() {
    kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s, labels: {bench: covered}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: %s}
            """
                .formatted(Paths.COVERED, Paths.UNCOVERED));
  }

  /** Returns another replica, whose webhook the API server does not call. */
  OperatorProcess replica(String name) {
    return new OperatorProcess(
            operatorKubeconfig,
            OUTPUT.resolve("operator-" + name + ".log"),
            OperatorOptions.ofTheChart())
        .reachedByTheService();
  }

  Kubectl kubectl() {
    return installation.kubectl();
  }

  Wire admin() {
    return admin;
  }

  Wire asOperator() {
    return asOperator;
  }

  OperatorProcess operator() {
    return operator;
  }

  /**
   * Sets whether the API server calls the webhook from the next start on. The webhook of a
   * suspended operator would delay every delete.
   */
  void askWebhook(boolean asked) {
    var _ = asked ? operator.reachedDirectly() : operator.reachedByTheService();
  }

  /** Returns another process of the same replica. */
  OperatorProcess process(String... jvmOptions) {
    return new OperatorProcess(operatorKubeconfig, OUTPUT.resolve("operator.log"), jvmOptions)
        .with("POD_NAME", REPLICA);
  }

  /** Adds the policy. It needs a running operator. */
  void addPolicy() {
    addPolicy("bench");
  }

  void addPolicy(String name) {
    addPolicy(name, "{apiGroups: [\"\"], resources: [namespaces, configmaps]}");
  }

  /** Adds a policy for every kind. It needs a running operator. */
  void addPolicyForAll(String name) {
    addPolicy(name, "{apiGroups: [\"*\"], resources: [\"*\"]}");
  }

  private void addPolicy(String name, String rule) {
    kubectl()
        .apply(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %s}
            spec:
              resources: [%s]
              namespaceSelector: {matchLabels: {bench: covered}}
            """
                .formatted(name, rule));
    kubectl().run("wait", "sdp/" + name, "--for=condition=Ready", "--timeout=120s");
  }

  /** Waits until the API server calls the webhook for a create in this namespace. */
  void awaitWebhook(String namespace) {
    for (int i = 0; webhookCalls().creates() == 0; i++) {
      String name = "asked-" + System.nanoTime();
      admin.post(Paths.configMaps(namespace), Manifests.configMap(name, ""));
      admin.delete(Paths.configMaps(namespace) + "/" + name);
      if (i > ASKED_WITHIN) {
        throw new IllegalStateException("the API server does not ask the webhook");
      }
    }
  }

  WebhookCalls webhookCalls() {
    return WebhookCalls.in(operator.metrics());
  }

  void removePolicy() {
    removePolicy("bench");
  }

  void removePolicy(String name) {
    kubectl().run("delete", "sdp", name, "--timeout=120s");
  }

  /** Starts the operator; does nothing when it runs. */
  void startOperator() {
    if (!operator.alive()) {
      operator.startReady();
    }
  }

  void stopOperator() {
    operator.kill();
  }

  /** Creates a namespace, which is covered when there is a policy. */
  void createNamespace(String name) {
    admin.post(
        Paths.NAMESPACES,
        """
        {"apiVersion": "v1", "kind": "Namespace",
         "metadata": {"name": "%s", "labels": {"bench": "covered"}}}
        """
            .formatted(name));
  }

  void createAll(String namespace, List<String> names) {
    Parallel.each(
        names.size(),
        AT_A_TIME,
        i ->
            admin.post(
                Paths.configMaps(namespace), Manifests.configMap(names.get(i), "\"bench\": \"\"")));
  }

  void deleteAll(List<String> names) {
    Parallel.each(names.size(), AT_A_TIME, i -> admin.delete(Paths.configMap(names.get(i))));
  }

  void askToRestoreAll(List<JsonNode> records) {
    Parallel.each(records.size(), AT_A_TIME, i -> askToRestore(Paths.record(name(records.get(i)))));
  }

  void askToRestore(String record) {
    admin.patch(
        record, "{\"metadata\": {\"annotations\": {\"softdelete.dev/restore\": \"true\"}}}");
  }

  void askToPurgeAll(List<JsonNode> records) {
    Parallel.each(records.size(), AT_A_TIME, i -> admin.delete(Paths.record(name(records.get(i)))));
  }

  /** Returns the records in this state. */
  List<JsonNode> records(String state) {
    return items(Paths.RECORDS + "?fieldSelector=status.state%3D" + state);
  }

  List<JsonNode> items(String collection) {
    try {
      return MAPPER.readTree(admin.get(collection)).path("items").valueStream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  @Override
  public void close() {
    operator.close();
    asOperator.close();
    admin.close();
    controlPlane.close();
  }
}
