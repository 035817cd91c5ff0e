package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl undelete KIND/NAME} and {@code kubectl undelete restore}. */
class UndeleteRestoreTest {
  private static String ns;
  private static Plugin admin;
  private static Plugin editor;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Plugin.ofAdministrator();
    editor = Plugin.ofUserWith("edit", ns);
  }

  @Test
  void anEditorRestoresByKindAndName() {
    deleted("web", "v");

    assertThat(editor.run("configmap/web", "-n", ns))
        .isEqualTo("ConfigMap " + ns + "/web restored\n");

    assertThat(value("web")).isEqualTo("v");
  }

  @Test
  void theNewestDeletionOfTheNameIsRestored() {
    deleted("twice", "old");
    deleted("twice", "new");

    Kubectl.Result result = editor.call("cm", "twice", "-n", ns);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("ConfigMap " + ns + "/twice was deleted 2 times.");
    assertThat(value("twice")).isEqualTo("new");
  }

  @Test
  void aViewerIsToldWhichRightIsMissing() {
    deleted("seen", "v");

    Kubectl.Result result = Plugin.ofUserWith("view", ns).call("configmap/seen", "-n", ns);

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains(
            "Cannot restore ConfigMap "
                + ns
                + "/seen: you may not patch"
                + " deletedresources.softdelete.dev in namespace "
                + ns,
            "The ClusterRole soft-delete-restorer, which is part of edit and admin");
  }

  @Test
  void aNameThatIsInUseIsExplained() {
    deleted("taken", "old");
    Cluster.kubectl().run("create", "configmap", "taken", "-n", ns, "--from-literal=k=live");

    Kubectl.Result result = editor.call("configmap/taken", "-n", ns);

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.err())
        .contains(
            "ConfigMap " + ns + "/taken is not restored yet: NameConflict",
            "--to-name NAME",
            "The restore stays requested. To take it back:");
    assertThat(value("taken")).isEqualTo("live");
    String record = record("taken");
    assertThat(editor.run("restore", record, "-n", ns, "--withdraw"))
        .contains("the request is taken back");
    assertThat(editor.run("restore", record, "-n", ns, "--to-name", "taken-2"))
        .isEqualTo("ConfigMap %1$s/taken restored as %1$s/taken-2\n".formatted(ns));
    assertThat(value("taken-2")).isEqualTo("old");
  }

  @Test
  void overWhatLivesThatIsSoftDeletedFirst() {
    deleted("over", "old");
    Cluster.kubectl().run("create", "configmap", "over", "-n", ns, "--from-literal=k=live");
    String record = record("over");

    assertThat(editor.run("restore", record, "-n", ns, "--over", "--dry-run"))
        .contains("possible", "Before that, ConfigMap " + ns + "/over would be soft-deleted");
    assertThat(value("over")).isEqualTo("live");
    assertThat(editor.run("restore", record, "-n", ns, "--over"))
        .isEqualTo("ConfigMap " + ns + "/over restored\n");

    assertThat(value("over")).isEqualTo("old");
    assertThat(editor.run("list", "configmap/over", "-n", ns, "-o", "json"))
        .contains("\"DELETED\"");
  }

  @Test
  void overWhatOneMayNotDeleteNothingIsRequested() {
    deleted("guarded", "old");
    Cluster.kubectl().run("create", "configmap", "guarded", "-n", ns, "--from-literal=k=live");
    Plugin restorer = Plugin.ofUserWith("soft-delete-restorer", ns);
    Cluster.kubectl()
        .run("create", "role", "creator", "-n", ns, "--verb=create,get", "--resource=configmaps");
    Cluster.kubectl()
        .run(
            "create",
            "rolebinding",
            "creator",
            "-n",
            ns,
            "--role=creator",
            "--user=" + restorer.user());

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(restorer.call("restore", record("guarded"), "-n", ns, "--over").err())
                    .contains("permission to delete configmaps \"guarded\""));
    assertThat(value("guarded")).isEqualTo("live");
  }

  @Test
  void aDryRunSaysWhetherItIsPossibleAndRestoresNothing() {
    deleted("tried", "v");

    assertThat(editor.run("restore", "configmap/tried", "-n", ns, "--dry-run"))
        .startsWith("ConfigMap " + ns + "/tried: possible. As of ")
        .contains("It would come back as " + ns + "/tried.");
    Cluster.kubectl().run("create", "configmap", "tried", "-n", ns);
    Kubectl.Result result = editor.call("restore", "configmap/tried", "-n", ns, "--dry-run");

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.err()).contains("not possible: NameConflict");
  }

  @Test
  void anApplicationIsRestoredByLabel() {
    for (String name : new String[] {"a", "b"}) {
      create(name, "v");
      Cluster.kubectl().run("label", "configmap", name, "-n", ns, "app=two");
    }
    Cluster.kubectl().run("delete", "configmap", "-l", "app=two", "-n", ns);

    assertThat(editor.run("restore", "-l", "app=two", "-n", ns).lines())
        .containsExactlyInAnyOrder(
            "ConfigMap " + ns + "/a restored", "ConfigMap " + ns + "/b restored");
  }

  @Test
  void whatIHaveJustDeletedIsUndoneAndNothingElse() {
    create("mine", "v");
    Cluster.installation()
        .kubectl()
        .run("delete", "configmap", "mine", "-n", ns, "--as=" + editor.user());
    deleted("not-mine", "v");

    assertThat(editor.run("restore", "--by", "me", "--since", "10m", "-n", ns))
        .isEqualTo("ConfigMap " + ns + "/mine restored\n");
  }

  @Test
  void ofSeveralDeletionsOfANameFlagsSelectTheNewest() {
    for (String value : new String[] {"v1", "v2", "v3"}) {
      create("thrice", value);
      Cluster.kubectl().run("label", "configmap", "thrice", "-n", ns, "app=thrice");
      Cluster.kubectl().run("delete", "configmap", "thrice", "-n", ns, "--timeout=30s");
    }

    Kubectl.Result result = editor.call("restore", "-l", "app=thrice", "-n", ns);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("Left out: 2 that newer deletions of the same names replace");
    assertThat(value("thrice")).isEqualTo("v3");
  }

  @Test
  void moreThanTenAreShownAndNotRestoredWithoutAYes() {
    for (int i = 0; i < 11; i++) {
      create("many" + i, "v");
      Cluster.kubectl().run("label", "configmap", "many" + i, "-n", ns, "app=many");
    }
    Cluster.kubectl().run("delete", "configmap", "-l", "app=many", "-n", ns);

    Kubectl.Result asked = editor.call("restore", "-l", "app=many", "-n", ns);

    assertThat(asked.exit()).isEqualTo(8);
    assertThat(asked.err()).contains("ConfigMap " + ns + "/many10, deleted", "add --yes");
    assertThat(editor.run("restore", "-l", "app=many", "-n", ns, "--yes").lines()).hasSize(11);
  }

  @Test
  void theNameOfWhatIsRestoredIsForOtherCommands() {
    deleted("piped", "v");

    assertThat(admin.run("configmap/piped", "-n", ns, "-o", "name")).isEqualTo("configmap/piped\n");
  }

  @Test
  void aNameThatWasNeverDeletedIsNotFound() {
    Kubectl.Result result = editor.call("configmap/never", "-n", ns);

    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err())
        .contains(
            "No deletion of configmap/never is recorded in namespace " + ns,
            "kubectl undelete why configmap/never -n " + ns);
  }

  @Test
  void aRecordThatIsRestoredIsNotRestoredAgain() {
    deleted("again", "v");
    editor.run("configmap/again", "-n", ns);

    Kubectl.Result result = editor.call("configmap/again", "-n", ns);

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.err()).contains("it has been restored already as " + ns + "/again");
  }

  private static void create(String name, String value) {
    Cluster.kubectl().run("create", "configmap", name, "-n", ns, "--from-literal=k=" + value);
  }

  private static void deleted(String name, String value) {
    create(name, value);
    Cluster.kubectl().run("delete", "configmap", name, "-n", ns, "--timeout=30s");
  }

  private static String record(String name) {
    return admin
        .run("list", "cm/" + name, "-n", ns, "-o", "name")
        .strip()
        .replace("deletedresource.softdelete.dev/", "");
  }

  private static String value(String name) {
    return Cluster.kubectl().run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.data.k}");
  }
}
