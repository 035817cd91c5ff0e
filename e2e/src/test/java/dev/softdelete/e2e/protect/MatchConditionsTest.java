package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-server")
class MatchConditionsTest {
  private final String ns = Objects.namespace();

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
  }

  @Test
  void onlyWhatSatisfiesThemAllIsProtected() {
    Policies.applyReady(
        ns,
        covers("configmaps")
            + """
              matchConditions:
              - {name: has-data, expression: "has(object.data)"}
              - {name: not-temporary, expression: "!object.metadata.name.startsWith('tmp')"}
            """);

    Objects.configMap(ns, "kept");
    Objects.configMap(ns, "tmp1");

    assertThat(finalizers("cm", "kept", "-n", ns)).contains(RETAIN);
    assertThat(finalizers("cm", "tmp1", "-n", ns)).isEmpty();
  }

  @Test
  void aWrongExpressionIsReportedAndTheEditionBeforeStaysInForceUntilItIsRepaired() {
    Policies.applyReady(ns, covers("configmaps"));

    Policies.apply(
        ns,
        covers("secrets")
            + """
              matchConditions: [{name: broken, expression: "object.metadata.name.nonsense("}]
            """);
    Policies.awaitObserved(ns);

    assertThat(Policies.ready(ns, "status")).isEqualTo("False");
    assertThat(Policies.ready(ns, "reason")).isEqualTo("InvalidExpression");
    assertThat(Policies.ready(ns, "message"))
        .contains(
            "object.metadata.name.nonsense(", "Syntax error", "what was covered before stays so");
    assertStillOnConfigMapsAlone("during");

    Policies.applyReady(
        ns,
        covers("secrets")
            + """
              matchConditions: [{name: repaired, expression: "object.metadata.name != 'x'"}]
            """);
    Objects.configMap(ns, "afterwards");
    assertThat(finalizers("cm", "afterwards", "-n", ns)).isEmpty();
    assertThat(finalizers("cm", "during", "-n", ns)).isEmpty();
    Cluster.kubectl().run("create", "secret", "generic", "new", "-n", ns);
    assertThat(finalizers("secret", "new", "-n", ns)).contains(RETAIN);
  }

  @Test
  void aSelectorThatTheApiServerRefusesChangesNothingEither() {
    Policies.applyReady(ns, covers("configmaps"));

    Policies.apply(
        ns,
        covers("secrets")
            + """
              objectSelector: {matchExpressions: [{key: app, operator: In, values: []}]}
            """);
    Policies.awaitObserved(ns);

    assertThat(Policies.ready(ns, "reason")).isEqualTo("InvalidExpression");
    assertThat(Policies.ready(ns, "message")).contains("objectSelector", "must be specified");
    assertStillOnConfigMapsAlone("selected");
  }

  private void assertStillOnConfigMapsAlone(String name) {
    Objects.configMap(ns, name);
    assertThat(finalizers("cm", name, "-n", ns)).contains(RETAIN);
    Cluster.kubectl()
        .run(
            "patch",
            "cm",
            name,
            "-n",
            ns,
            "--type=merge",
            "-p",
            "{\"metadata\":{\"finalizers\":[]}}");
    assertThat(finalizers("cm", name, "-n", ns)).contains(RETAIN);
    Cluster.kubectl().run("create", "secret", "generic", name, "-n", ns);
    assertThat(finalizers("secret", name, "-n", ns)).isEmpty();
  }

  private String covers(String resource) {
    return """
      resources: [{apiGroups: [""], resources: [%s]}]
      namespaceSelector: {matchLabels: {test: %s}}
    """
        .formatted(resource, ns);
  }
}
