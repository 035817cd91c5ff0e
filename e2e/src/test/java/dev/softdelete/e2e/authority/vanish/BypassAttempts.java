package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.live;

import java.util.List;

/** Have the next delete final, or soon so. */
final class BypassAttempts {
  private static final String BYPASS = "softdelete.dev/bypass: 'true'";
  private static final String ANNOTATED = "metadata: {annotations: {" + BYPASS + "}}";

  static final List<Attempt> ALL =
      List.of(
          live("the bypass annotation", s -> s.annotate(BYPASS)),
          live(
              "in an apply",
              s ->
                  s.caller()
                      .apply(
                          s.path(),
                          "{apiVersion: v1, kind: ConfigMap, metadata: {name: victim, annotations:"
                              + " {"
                              + BYPASS
                              + "}}}")),
          live(
              "in a JSON patch",
              s ->
                  s.caller()
                      .jsonPatch(
                          s.path(),
                          "[{op: add, path: /metadata/annotations/softdelete.dev~1bypass, value:"
                              + " 'true'}]")),
          live(
              "in a PUT",
              s ->
                  s.put(
                      "",
                      o ->
                          o.withObject("/metadata/annotations")
                              .put("softdelete.dev/bypass", "true"))),
          live("spelled otherwise", s -> s.annotate("softdelete.dev/bypass: 'True'")),
          live(
              "through a Deployment's status",
              Victim.DEPLOYMENT,
              s -> s.caller().merge(s.path() + "/status", ANNOTATED)),
          live(
              "through a Deployment's template",
              Victim.DEPLOYMENT,
              s -> s.merge("spec: {template: {metadata: {annotations: {" + BYPASS + "}}}}")),
          live(
              "through a Pod's status",
              Victim.POD,
              s -> s.caller().merge(s.path() + "/status", ANNOTATED)),
          live(
              "on what is held already",
              Victim.HELD,
              s -> {
                s.delete("{}");
                s.annotate(BYPASS);
              }),
          live("a retention below the bounds", s -> s.annotate("softdelete.dev/retention: 1s")),
          live("a retention of nothing", s -> s.annotate("softdelete.dev/retention: 0s")),
          live("a negative retention", s -> s.annotate("softdelete.dev/retention: -5h")),
          live("a retention that is no time", s -> s.annotate("softdelete.dev/retention: '{{'")),
          live("the shortest retention", s -> s.annotate("softdelete.dev/retention: 1h")),
          live(
              "a mark of a restore",
              s ->
                  s.annotate(
                      "softdelete.dev/restoring: %s/configmap-victim/secret/"
                          .formatted(s.namespace()))),
          live(
              "a mark of a restore's create",
              s ->
                  s.annotate(
                      "softdelete.dev/restoring: %s/configmap-victim/secret/request/applying"
                          .formatted(s.namespace()))),
          live(
              "the restore annotation on what lives",
              s -> s.annotate("softdelete.dev/restore: 'true'")));

  private BypassAttempts() {}
}
