package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;

/** The values of {@code onControllerRecreate}. */
enum ControllerAnswer {
  Allow,
  Restore,
  Reject;

  /** Returns a new namespace under a policy that gives this answer to controllers. */
  Recreation inForce() {
    return new Recreation(
        Cluster.namespaceUnderSharedPolicy(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets, pods]}
              - {apiGroups: [apps], resources: [statefulsets]}
              onRecreate: Reject
              onControllerRecreate: %s
            """
                .formatted(this)),
        Cluster.kubectl());
  }

  /** Asserts that this is the answer which a create has got. */
  void assertGiven(Recreation where, Caller.Answer created, String kind, String name) {
    switch (this) {
      case Allow -> {
        assertThat(created.ok()).as(created.toString()).isTrue();
        assertThat(where.states(name)).containsExactly("DELETED");
      }
      case Restore -> {
        assertThat(created.ok()).as(created.toString()).isTrue();
        where.awaitRestored(name);
      }
      case Reject -> {
        assertThat(created.code()).isEqualTo(409);
        assertThat(created.message())
            .contains(where.taken(kind, name))
            .contains("set onControllerRecreate: Allow in softdeletepolicy ");
        assertThat(where.states(name)).containsExactly("DELETED");
      }
    }
  }
}
