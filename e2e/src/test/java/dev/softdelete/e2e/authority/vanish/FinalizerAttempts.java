package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Take the finalizer off, then delete. */
final class FinalizerAttempts {
  private static final String NONE = "metadata: {finalizers: null}";
  private static final String APPLIED =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: victim, finalizers: [%s]}}";

  static final List<Attempt> ALL =
      List.of(
          live("a merge patch without finalizers", s -> s.merge(NONE)),
          live("a merge patch with an empty list", s -> s.merge("metadata: {finalizers: []}")),
          live(
              "a strategic merge patch that deletes ours",
              s ->
                  s.caller()
                      .strategicPatch(
                          s.path(),
                          "metadata: {$deleteFromPrimitiveList/finalizers:"
                              + " [softdelete.dev/retain]}")),
          live(
              "a strategic merge patch that replaces the metadata",
              s ->
                  s.caller()
                      .strategicPatch(
                          s.path(),
                          "metadata: {$patch: replace, name: victim, annotations: {example.com/proof: %s}}"
                              .formatted(s.proof()))),
          live(
              "a JSON patch that removes the list",
              s -> s.caller().jsonPatch(s.path(), "[{op: remove, path: /metadata/finalizers}]")),
          live(
              "a JSON patch that replaces ours",
              s ->
                  s.caller()
                      .jsonPatch(
                          s.path(), "[{op: replace, path: /metadata/finalizers, value: []}]")),
          live(
              "an apply with other finalizers, then without any",
              s -> {
                s.caller().apply(s.path(), APPLIED.formatted("example.com/mine"));
                s.caller().apply(s.path(), APPLIED.formatted(""));
              }),
          live(
              "an apply that takes ours over, then drops it",
              s -> {
                s.caller().apply(s.path(), APPLIED.formatted("softdelete.dev/retain"));
                s.caller().apply(s.path(), APPLIED.formatted(""));
              }),
          live("a PUT without finalizers", s -> s.put("", FinalizerAttempts::strip)),
          live(
              "a PUT without any of its metadata's lists, by name alone",
              s ->
                  s.caller()
                      .replace(
                          s.path(),
                          "{metadata: {name: victim, annotations: {example.com/proof: %s}}, data: {k: v}}"
                              .formatted(s.proof()))),
          live(
              "a merge patch of a Deployment's status",
              Victim.DEPLOYMENT,
              s -> s.caller().merge(s.path() + "/status", NONE)),
          live(
              "a PUT of a Deployment's status",
              Victim.DEPLOYMENT,
              s -> s.put("/status", FinalizerAttempts::strip)),
          live(
              "a PUT of a Deployment's scale",
              Victim.DEPLOYMENT,
              s -> s.put("/scale", FinalizerAttempts::strip)),
          live(
              "a merge patch of a Deployment's scale",
              Victim.DEPLOYMENT,
              s -> s.caller().merge(s.path() + "/scale", NONE)),
          live(
              "a merge patch of a Pod's status",
              Victim.POD,
              s -> s.caller().merge(s.path() + "/status", NONE)),
          live(
              "a patch of a Pod's ephemeral containers",
              Victim.POD,
              s ->
                  s.caller()
                      .strategicPatch(
                          s.path() + "/ephemeralcontainers",
                          "{metadata: {finalizers: null}, spec: {ephemeralContainers: [{name: e,"
                              + " image: x}]}}")),
          live("a resize of a Pod", Victim.POD, s -> s.caller().merge(s.path() + "/resize", NONE)),
          live(
              "a merge patch of a claim's status",
              Victim.CLAIM,
              s -> s.caller().merge(s.path() + "/status", NONE)),
          live(
              "a merge patch while it is being deleted",
              Victim.HELD,
              s -> {
                s.delete("{}");
                s.merge(NONE);
              }),
          live(
              "a PUT while it is being deleted",
              Victim.HELD,
              s -> {
                s.delete("{}");
                s.put("", FinalizerAttempts::strip);
              }));

  private FinalizerAttempts() {}

  private static void strip(ObjectNode object) {
    object.withObject("/metadata").putArray("finalizers");
  }
}
