package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl undelete list}: what is listed, for whom, and in which formats. */
class UndeleteListTest {
  private static String ns;
  private static Plugin admin;

  @BeforeAll
  static void deleteSome() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
            """);
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "prices", "-n", ns);
    kubectl.run("label", "configmap", "prices", "-n", ns, "app=shop");
    kubectl.run("create", "secret", "generic", "password", "-n", ns, "--from-literal=p=hidden");
    kubectl.run("delete", "configmap", "prices", "-n", ns);
    kubectl.run("delete", "secret", "password", "-n", ns);
    admin = Plugin.ofAdministrator();
  }

  @Test
  void theNewestIsFirst() {
    String[] lines = admin.run("list", "-n", ns).split("\n");

    assertThat(lines[0]).matches("KIND +NAME +STATE +DELETED +PURGE +BY +RECORD");
    assertThat(lines[1])
        .matches("Secret +password +DELETED +[0-9]+s +(47|2d).* +admin +secret-password-[0-9a-f]+");
    assertThat(lines[2])
        .matches("ConfigMap +prices +DELETED +[0-9]+s +.* +admin +configmap-prices-[0-9a-f]+");
    assertThat(lines).hasSize(3);
  }

  @Test
  void aKindIsNamedAsForKubectl() {
    for (String word : new String[] {"cm", "configmap", "configmaps", "ConfigMap", "cm/prices"}) {
      assertThat(admin.run("list", word, "-n", ns, "-o", "name"))
          .as(word)
          .matches("deletedresource.softdelete.dev/configmap-prices-[0-9a-f]+\n");
    }
    assertThat(admin.run("list", "deployments", "-n", ns, "-o", "name")).isEmpty();
  }

  @Test
  void filtersRestrict() {
    assertThat(admin.run("list", "-n", ns, "-l", "app=shop", "-o", "name")).contains("prices");
    assertThat(admin.run("list", "-n", ns, "-l", "app=shop", "-o", "name"))
        .doesNotContain("password");
    assertThat(admin.run("list", "-n", ns, "--by", "me", "--since", "10m", "-o", "name"))
        .contains("prices", "password");
    assertThat(admin.run("list", "-n", ns, "--by", "somebody", "-o", "name")).isEmpty();
    assertThat(admin.run("list", "-n", ns, "--state", "RESTORED", "-o", "name")).isEmpty();
    assertThat(admin.run("list", "-n", ns, "--since", "2099-01-01", "-o", "name")).isEmpty();
  }

  @Test
  void jsonHasEveryRecordAsItIs() throws IOException {
    String record =
        admin
            .run("list", "cm", "-n", ns, "-o", "name")
            .strip()
            .replace("deletedresource.softdelete.dev/", "");
    String real =
        Cluster.kubectl()
            .run("get", "deleted", record, "-n", ns, "-o", "json", "--show-managed-fields");

    var json = new ObjectMapper().readTree(admin.run("list", "cm", "-n", ns, "-o", "json"));
    var yaml = new YAMLMapper().readTree(admin.run("list", "cm", "-n", ns, "-o", "yaml"));

    assertThat(json.at("/items/0")).isEqualTo(new ObjectMapper().readTree(real));
    assertThat(yaml.at("/items/0")).isEqualTo(json.at("/items/0"));
  }

  @Test
  void whoeverMayViewTheNamespaceMayList() {
    Plugin viewer = Plugin.ofUserWith("view", ns);

    assertThat(viewer.run("list", "-n", ns, "-o", "name")).contains("prices", "password");
    Kubectl.Result everywhere = viewer.call("list", "-A");
    assertThat(everywhere.exit()).isEqualTo(3);
    assertThat(everywhere.err())
        .contains(
            "you may not list deletedresources.softdelete.dev in all namespaces",
            "The ClusterRole soft-delete-viewer");
  }

  @Test
  void whoeverMayNothingIsToldWhichRightIsMissing() {
    Kubectl.Result result = Plugin.ofNobody().call("list", "-n", ns);

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            """
            error: Cannot list the deletions in namespace %1$s: you may not list \
            deletedresources.softdelete.dev in namespace %1$s.
            The ClusterRole soft-delete-viewer, which is part of view, edit and admin, has this \
            right. Ask whoever grants roles in namespace %1$s. To check: kubectl auth can-i list \
            deletedresources.softdelete.dev -n %1$s
            """
                .formatted(ns));
  }

  @Test
  void nothingIsListedWithAWordAboutRoutineDeletions() {
    String empty = ns + "-empty";
    Cluster.kubectl().run("create", "namespace", empty);

    Kubectl.Result result = admin.call("list", "-n", empty);

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "No deletions found in namespace %s. Routine deletions are listed with --routine.\n"
                .formatted(empty));
  }
}
