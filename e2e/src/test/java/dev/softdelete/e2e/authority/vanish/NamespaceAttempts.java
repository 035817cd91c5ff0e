package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.live;
import static dev.softdelete.e2e.authority.vanish.Attempt.recorded;

import java.util.List;

/** By somebody who may delete and finalize namespaces too: take everything along. */
final class NamespaceAttempts {
  static final List<Attempt> ALL =
      List.of(
          live("delete its namespace", s -> deleteNamespace(s, "{}")),
          live(
              "delete its namespace by force",
              s -> deleteNamespace(s, "{gracePeriodSeconds: 0, propagationPolicy: Foreground}")),
          recorded("delete the record's namespace", s -> deleteNamespace(s, "{}")),
          live(
              "delete its namespace, and say that it is empty",
              s -> {
                deleteNamespace(s, "{}");
                finalizeNamespace(s);
              }),
          recorded(
              "delete the record's namespace, and say that it is empty",
              s -> {
                deleteNamespace(s, "{}");
                finalizeNamespace(s);
              }),
          live(
              "say that its namespace is empty, then delete it, contents or not",
              s -> {
                finalizeNamespace(s);
                deleteNamespace(s, "{}");
                // No controller looks into it any more: this one takes it away, and leaves the
                // victim.
                deleteNamespace(s, "{}");
              }),
          live(
              "delete what is held, then its namespace",
              Victim.HELD,
              s -> {
                s.delete("{}");
                deleteNamespace(s, "{}");
              }),
          live(
              "relabel the namespace, then delete it",
              s -> {
                s.asLandlord().caller().merge(s.home(), "metadata: {labels: {test: null}}");
                deleteNamespace(s, "{}");
              }));

  private NamespaceAttempts() {}

  private static void deleteNamespace(Scene scene, String options) {
    scene.asLandlord().caller().delete(scene.home(), options);
  }

  private static void finalizeNamespace(Scene scene) {
    scene
        .asLandlord()
        .caller()
        .replace(
            scene.home() + "/finalize",
            "{apiVersion: v1, kind: Namespace, metadata: {name: %s}, spec: {finalizers: []}}"
                .formatted(scene.namespace()));
  }
}
