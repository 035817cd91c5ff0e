package dev.softdelete.e2e.authority.vanish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Caller.Answer;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two policies, and a tenant who administers every namespace that they cover, and one that they do
 * not.
 */
record Stage(String name) {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";

  static Stage set() {
    var stage = new Stage("vanish" + COUNT.incrementAndGet() + "-" + ProcessHandle.current().pid());
    stage.cover();
    stage.namespace(stage.elsewhere(), "{}");
    stage.grantLandlord();
    return stage;
  }

  private void cover() {
    Cluster.kubectl()
        .apply(
            """
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %1$s}
            spec:
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets, pods, persistentvolumeclaims]}
              - {apiGroups: [apps], resources: [deployments]}
              namespaceSelector: {matchLabels: {test: %1$s}}
              objectSelector: {matchLabels: {keep: "yes"}}
              matchConditions:
              - {name: not-scratch, expression: "!object.metadata.name.startsWith('scratch-')"}
              retentionBounds: {min: 1h, max: 30d}
              onRecreate: Allow
              ignoreDeletesBy: {users: [%1$s-cleaner]}
            ---
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %1$s-hold}
            spec:
              resources: [{apiGroups: [""], resources: [configmaps]}]
              namespaceSelector: {matchLabels: {test: %1$s}}
              objectSelector: {matchLabels: {keep: held}}
              mode: Hold
              onRecreate: Allow
            """
                .formatted(name));
    Cluster.kubectl()
        .run("wait", "sdp", name, name + "-hold", "--for=condition=Ready", "--timeout=90s");
  }

  /** What an administrator might give a tenant beyond their namespaces. */
  private void grantLandlord() {
    make(
        RBAC + "/clusterroles",
        """
        metadata: {name: %s}
        rules:
        - apiGroups: [""]
          resources: [namespaces, namespaces/status, namespaces/finalize]
          verbs: [get, create, update, patch, delete]
        """
            .formatted(name));
    make(RBAC + "/clusterrolebindings", binding(name, landlord()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Caller.as(landlord()).get("/api/v1/namespaces/" + elsewhere()).code() == 200);
  }

  String tenant() {
    return name + "-tenant";
  }

  /** The tenant, who edits namespaces as well. */
  String landlord() {
    return name + "-landlord";
  }

  /** Somebody who clears things away, for good by the policy. */
  Caller cleaner() {
    return Caller.as(name + "-cleaner", "system:masters");
  }

  /** Covered by no policy. */
  String elsewhere() {
    return name + "-elsewhere";
  }

  String nextNamespace() {
    return namespace(name + "-" + NAMESPACES.incrementAndGet(), "{test: %s}".formatted(name));
  }

  private String namespace(String namespace, String labels) {
    make("/api/v1/namespaces", "metadata: {name: %s, labels: %s}".formatted(namespace, labels));
    letAdminister(namespace);
    return namespace;
  }

  void letAdminister(String namespace) {
    String bindings = RBAC + "/namespaces/" + namespace + "/rolebindings";
    for (String user : new String[] {tenant(), landlord()}) {
      Caller.administrator().create(bindings, binding("admin", user));
    }
    await(namespace)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                Caller.as(tenant()).get(Victim.SECRET.collection(namespace)).ok()
                    && Caller.as(landlord()).get(Victim.SECRET.collection(namespace)).ok());
  }

  private static String binding(String role, String user) {
    return """
    metadata: {name: %1$s-%2$s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %2$s}]
    """
        .formatted(role, user);
  }

  private static void make(String path, String manifest) {
    Answer answer = Caller.administrator().create(path, manifest);
    assertThat(answer.ok()).as(answer.toString()).isTrue();
  }
}
