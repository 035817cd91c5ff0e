package dev.softdelete.e2e.recreate;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Under Restore, an empty map, an empty list, a null or an empty value in a manifest has the result
 * of an undelete followed by an apply of that manifest.
 */
@Tag("soak")
class EmptyInManifestTest {
  private static Recreation restore;

  /** What a manifest says: the fields of a Deployment, of its Pods, and of their container. */
  enum Says {
    NOTHING("", "", ""),
    CONTENT(
        "replicas: 0, minReadySeconds: 5,",
        "nodeSelector: {a: b}, securityContext: {runAsUser: 5}, terminationGracePeriodSeconds: 5,"
            + " imagePullSecrets: [{name: s}], tolerations: [{key: k, operator: Exists}],"
            + " subdomain: s,",
        "args: [x], resources: {limits: {cpu: 1}}, env: [{name: e, value: x}],"),
    EMPTY(
        "strategy: {},",
        "nodeSelector: {}, securityContext: {}, imagePullSecrets: [], tolerations: [],",
        "args: [], resources: {}, env: [],"),
    NULL(
        "strategy: null, replicas: null,",
        "nodeSelector: null, securityContext: null, terminationGracePeriodSeconds: null,"
            + " imagePullSecrets: null, tolerations: null,",
        "args: null, resources: null, env: null,"),
    BLANK("minReadySeconds: 0,", "subdomain: '',", "env: [{name: e, value: ''}],");

    private final String deployment;
    private final String pod;
    private final String container;

    Says(String deployment, String pod, String container) {
      this.deployment = deployment;
      this.pod = pod;
      this.container = container;
    }

    String manifest(String name) {
      return """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %s, creationTimestamp: null}
      spec:
        {%s selector: {matchLabels: {app: x}}, template: {
          metadata: {labels: {app: x}, annotations: {}, creationTimestamp: null},
          spec: {%s volumes: [{name: v, emptyDir: {}}], containers: [
            {name: c, %s image: i, ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]}]}}}
      """
          .formatted(name, deployment, pod, container);
    }
  }

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @ParameterizedTest
  @CsvSource({
    "true,  CONTENT, EMPTY",
    "true,  CONTENT, NULL",
    "true,  CONTENT, BLANK",
    "true,  NOTHING, EMPTY",
    "true,  NOTHING, NULL",
    "true,  EMPTY,   EMPTY",
    "false, CONTENT, EMPTY",
    "false, CONTENT, NULL",
    "false, CONTENT, BLANK",
    "false, NOTHING, EMPTY",
    "false, NOTHING, NULL"
  })
  void inADeployment(boolean serverSide, Says before, Says now) {
    new UndeleteAndApply(
            restore,
            "deployment",
            before::manifest,
            name -> restore.runWith(UndeleteAndApply.ANOTHER, others(name)))
        .assertSameAsCreate(serverSide, now::manifest);
  }

  /** A patch leaves the fields of {@code kubectl apply} to it; a server-side apply takes them. */
  @ParameterizedTest
  @CsvSource({"CONTENT, EMPTY", "CONTENT, NULL", "NOTHING, EMPTY"})
  void inADeploymentThatAnotherClientPatched(Says before, Says now) {
    new UndeleteAndApply(
            restore,
            "deployment",
            before::manifest,
            name ->
                restore.run(
                    "patch", "deployment", name, "--field-manager=other", "-p", others(name)))
        .assertSameAsCreate(false, now::manifest);
  }

  /**
   * Returns what another applier says: a surge that is not the default, a limit, and an entry of a
   * map that a server-side apply replaces as a whole.
   */
  private static String others(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s, labels: {theirs: x}}
    spec: {strategy: {rollingUpdate: {maxSurge: 5}}, template: {spec: {nodeSelector: {theirs: x}, containers: [
      {name: c, resources: {limits: {memory: 1Gi}}}]}}}
    """
        .formatted(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | {}", "true  | null", "true  | {a: null, b: new}",
        "false | {}", "false | null", "false | {a: null, b: new}"
      })
  void inAConfigMap(boolean serverSide, String data) {
    new UndeleteAndApply(
            restore,
            "configmap",
            name -> restore.configMap(name, "{a: x, b: old, c: x}"),
            name ->
                restore.runWith(
                    UndeleteAndApply.ANOTHER, restore.configMap(name, "{c: theirs, theirs: x}")))
        .assertSameAsCreate(serverSide, name -> restore.configMap(name, data));
  }
}
