package dev.softdelete.e2e.authority.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Caller.Answer;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two tenants' namespaces under one policy, with something live, something deleted, and everybody's
 * grants.
 */
record Stage(String own, String other, Map<String, Target> targets) {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String HOME = "soft-delete-system";
  private static final String CLASSES = "/apis/scheduling.k8s.io/v1/priorityclasses";

  static Stage set() {
    String own = "matrix" + COUNT.incrementAndGet() + "-" + ProcessHandle.current().pid();
    var stage = new Stage(own, own + "-other", new HashMap<>());
    stage.cover();
    stage.grant();
    stage.fill();
    return stage;
  }

  private void cover() {
    Cluster.kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %1$s, labels: {test: %1$s}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: %2$s, labels: {test: %1$s}}
            ---
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %1$s}
            spec:
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
              namespaceSelector: {matchLabels: {test: %1$s}}
            ---
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %1$s-protected}
            spec:
              resources: [{apiGroups: [""], resources: [configmaps]}]
              namespaceSelector: {matchLabels: {test: %1$s}}
              objectSelector: {matchLabels: {protected: "yes"}}
              priority: 1
              purgeProtection: true
            ---
            apiVersion: softdelete.dev/v1
            kind: SoftDeletePolicy
            metadata: {name: %1$s-cluster}
            spec:
              resources: [{apiGroups: [scheduling.k8s.io], resources: [priorityclasses]}]
              objectSelector: {matchLabels: {test: %1$s}}
            """
                .formatted(own, other));
    Cluster.kubectl()
        .run(
            "wait",
            "sdp",
            own,
            own + "-protected",
            own + "-cluster",
            "--for=condition=Ready",
            "--timeout=90s");
  }

  private void grant() {
    Grant.makeCreator(this);
    Grant.ALL.forEach(grant -> grant.bind(this));
    Grant.ALL.forEach(grant -> grant.awaitBound(this));
  }

  private void fill() {
    for (String namespace : List.of(own, other)) {
      make(configMaps(namespace), "metadata: {name: live}\ndata: {k: v}");
    }
    make(CLASSES, "{metadata: {name: %1$s-live, labels: {test: %1$s}}, value: 1}".formatted(own));
    targets.put("own", deleted(own, "deleted", "{}"));
    targets.put("other", deleted(other, "deleted", "{}"));
    targets.put("protected", deleted(own, "protected", "{protected: 'yes'}"));
    Target held = deleted(own, "held", "{}");
    must(Caller.administrator().merge(held.path(), "spec: {legalHold: true}"));
    targets.put("held", held);
    String name = own + "-class";
    must(
        Caller.administrator()
            .create(
                CLASSES,
                "{metadata: {name: %s, labels: {test: %s}}, value: 1}".formatted(name, own)));
    targets.put("cluster", delete(CLASSES, name, HOME));
    targets.put("planted", planted());
  }

  /** Deletes a new ConfigMap. */
  Target deleted(String namespace, String name, String labels) {
    make(
        configMaps(namespace),
        "{metadata: {name: %s, labels: %s}, data: {k: v}}".formatted(name, labels));
    return delete(configMaps(namespace), name, namespace);
  }

  private Target delete(String collection, String name, String recordedIn) {
    Caller admin = Caller.administrator();
    String path = collection + "/" + name;
    String uid = admin.get(path).body().at("/metadata/uid").asText();
    must(admin.delete(path, "{}"));
    await(path)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> admin.get(path).code() == 404);
    JsonNode record = only(admin.get(records(recordedIn)), "/spec/resource/uid", uid);
    JsonNode snapshot =
        only(
            admin.get(Target.HOME + "?labelSelector=softdelete.dev%2Fuid%3D" + uid),
            "/metadata/labels/softdelete.dev~1uid",
            uid);
    return new Target(
        recordedIn,
        nameOf(record),
        collection,
        name,
        recordedIn.equals(HOME) ? own + "-live" : "live",
        nameOf(snapshot),
        record.at("/spec/purgeTime"));
  }

  private static JsonNode only(Answer list, String pointer, String value) {
    for (JsonNode item : list.body().path("items")) {
      if (item.at(pointer).asText().equals(value)) {
        return item;
      }
    }
    throw new AssertionError("nothing with " + pointer + " = " + value + " in " + list);
  }

  private static String nameOf(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** A record of ours that claims the neighbour's deletion, such as nobody can write. */
  private Target planted() {
    Target theirs = targets.get("other");
    JsonNode record = Caller.administrator().get(theirs.path()).body();
    must(
        Caller.as("system:serviceaccount:soft-delete-system:soft-delete-operator")
            .create(
                records(own),
                "{apiVersion: softdelete.dev/v1, kind: DeletedResource, metadata: {name: planted}, spec: %s}"
                    .formatted(record.path("spec"))));
    return new Target(
        own,
        "planted",
        theirs.collection(),
        theirs.name(),
        theirs.live(),
        theirs.snapshot(),
        theirs.purgeTime());
  }

  Target target(String name) {
    Target target = targets.get(name);
    assertThat(target).as("target " + name).isNotNull();
    return target;
  }

  static String records(String namespace) {
    return "/apis/softdelete.dev/v1/namespaces/" + namespace + "/deletedresources";
  }

  static String configMaps(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  void make(String path, String manifest) {
    must(Caller.administrator().create(path, manifest));
  }

  private static void must(Answer answer) {
    assertThat(answer.ok()).as(answer.toString()).isTrue();
  }
}
