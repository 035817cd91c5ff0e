package dev.softdelete.e2e.authority.matrix;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/**
 * A binding of somebody's.
 *
 * @param probe verb and resource by which it is known to count
 */
record Grant(User user, String role, Place place, String probe) {
  private static final String RECORDS = " softdelete.dev/deletedresources";

  /** Of the stage: creates ConfigMaps. */
  private static final String CREATOR = "creator";

  static final List<Grant> ALL =
      List.of(
          new Grant(User.VIEWER, "view", Place.OWN, "get" + RECORDS),
          new Grant(User.EDITOR, "edit", Place.OWN, "restore" + RECORDS),
          new Grant(User.ADMIN, "admin", Place.OWN, "restore" + RECORDS),
          new Grant(User.RESTORER, "soft-delete-restorer", Place.OWN, "restore" + RECORDS),
          new Grant(User.ONCALL, "soft-delete-restorer", Place.OWN, "restore" + RECORDS),
          new Grant(User.ONCALL, CREATOR, Place.OWN, "create /configmaps"),
          new Grant(User.PURGER, "soft-delete-purger", Place.OWN, "delete" + RECORDS),
          new Grant(User.KEEPER, "soft-delete-admin", Place.OWN, "hold" + RECORDS),
          new Grant(User.NEIGHBOUR, "admin", Place.OTHER, "restore" + RECORDS),
          new Grant(User.CARRIER, "soft-delete-restorer", Place.OWN, "restore" + RECORDS),
          new Grant(User.CARRIER, "admin", Place.OTHER, "restore" + RECORDS),
          new Grant(User.READER, "view", Place.EVERYWHERE, "get" + RECORDS),
          new Grant(User.OVERALL_EDITOR, "edit", Place.EVERYWHERE, "restore" + RECORDS),
          new Grant(User.OVERALL_KEEPER, "soft-delete-admin", Place.EVERYWHERE, "hold" + RECORDS),
          new Grant(User.ROOT, "cluster-admin", Place.EVERYWHERE, "hold" + RECORDS));

  /** Where a grant counts. */
  enum Place {
    OWN,
    OTHER,
    EVERYWHERE
  }

  void bind(Stage stage) {
    boolean everywhere = place == Place.EVERYWHERE;
    stage.make(
        "/apis/rbac.authorization.k8s.io/v1"
            + (everywhere
                ? "/clusterrolebindings"
                : "/namespaces/" + namespace(stage) + "/rolebindings"),
        """
        metadata: {name: %1$s-%2$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %3$s}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
        """
            .formatted(user.username(stage), role, roleName(stage)));
  }

  static void makeCreator(Stage stage) {
    stage.make(
        "/apis/rbac.authorization.k8s.io/v1/clusterroles",
        """
        metadata: {name: %s-creator}
        rules: [{apiGroups: [""], resources: [configmaps], verbs: [create]}]
        """
            .formatted(stage.own()));
  }

  private String roleName(Stage stage) {
    return role.equals(CREATOR) ? stage.own() + "-" + CREATOR : role;
  }

  private String namespace(Stage stage) {
    return place == Place.OTHER ? stage.other() : stage.own();
  }

  /** The API server's authorizer sees a binding a moment after it was written. */
  void awaitBound(Stage stage) {
    String[] parts = probe.split("[ /]", 3);
    String question =
        "spec: {resourceAttributes: {verb: %s, group: '%s', resource: %s, namespace: %s}}"
            .formatted(parts[0], parts[1], parts[2], namespace(stage));
    await(toString())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                user.caller(stage)
                    .create("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", question)
                    .body()
                    .at("/status/allowed")
                    .asBoolean());
  }
}
