package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two releases of one chart in one namespace are uninstalled, and one of them is restored. */
@Tag("delivery")
class HelmOneOfTwoReleasesTest {
  private static final List<String> OBJECTS =
      List.of("configmap/%s-conf", "serviceaccount/%s", "service/%s", "secret/%s-password");

  @TempDir private Path folder;

  @Test
  void comesBackByOneSelectorAndHelmTakesItUpAgain() throws IOException {
    Recreation where = Recreation.under("Reject");
    var helm = new Helm(where);
    String chart = ReleaseChart.in(folder);
    for (String release : List.of("billing-db", "orders-db")) {
      helm.run("install", release, chart);
    }
    where.run("patch", "configmap", "orders-db-conf", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    for (String release : List.of("billing-db", "orders-db")) {
      helm.run("uninstall", release);
      objects(release).forEach(o -> where.run("wait", o, "--for=delete", "--timeout=60s"));
    }

    where.run(
        "annotate",
        "deletedresource",
        "-l",
        "softdelete.dev/part-of=orders-db",
        "softdelete.dev/restore=true");
    where.run(
        "wait",
        "deletedresource",
        "-l",
        "softdelete.dev/part-of=orders-db",
        "--for=condition=Restored",
        "--timeout=120s");

    objects("orders-db").forEach(o -> where.run("get", o));
    objects("billing-db").forEach(o -> assertThat(where.call("get", o).err()).contains("NotFound"));
    // Helm has deleted its history with the release. It takes over what bears the release's name.
    helm.run("upgrade", "--install", "orders-db", chart);
    assertThat(helm.run("list", "-q").out().lines()).containsExactly("orders-db");
    helm.run("upgrade", "orders-db", chart);
    assertThat(where.data("orders-db-conf"))
        .isEqualTo("{\"release\":\"orders-db\",\"theirs\":\"kept\"}");
  }

  private static List<String> objects(String release) {
    return OBJECTS.stream().map(o -> o.formatted(release)).toList();
  }
}
