package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What is done on the page happens in the cluster, and what happens there is seen on the page. */
@Tag("delivery")
@Tag("browser")
class PageActionsTest {
  private String ns;
  private Kubectl kubectl;
  private Page page;

  @BeforeEach
  void deleteOne() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps, namespaces]}]
            """);
    kubectl = Cluster.kubectl();
    delete("web");
    page = Page.of(Plugin.ofAdministrator(), "-n", ns);
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  private void delete(String name) {
    kubectl.run("create", "configmap", name, "-n", ns);
    kubectl.run("delete", "configmap", name, "-n", ns, "--timeout=30s");
  }

  private String record(String name, String path) {
    return kubectl.run(
        "get",
        "deleted",
        "-n",
        ns,
        "-l",
        "softdelete.dev/name=" + name,
        "-o",
        "jsonpath={.items[*]" + path + "}");
  }

  @Test
  void aDeletionIsSeenWhenItHappens() {
    page.shows("#rows", "web");

    delete("later");

    page.shows("#rows", "later");
  }

  @Test
  void aRestoreIsSeenLive() {
    page.open("web");
    page.action("restore");
    page.confirm();

    page.shows("#detail .progress", "ConfigMap " + ns + "/web restored.");
    page.shows("#detail .place", "Restored");
    page.shows("#rows", "Restored");
    assertThat(kubectl.run("get", "configmap", "web", "-n", ns, "-o", "name")).contains("web");
  }

  @Test
  void aRestoreUnderAnotherNameLeavesWhatLives() {
    page.open("web");
    page.action("restore");
    page.find("dialog summary").click();
    page.type("dialog input[name=toName]", "web-before");
    page.confirm();

    page.shows("#detail .progress", "restored as " + ns + "/web-before");
  }

  @Test
  void aRestoreThatIsBlockedSaysWhatToDoAndCanBeWithdrawn() {
    kubectl.run("create", "configmap", "web", "-n", ns);
    page.open("web");
    page.action("restore");
    page.confirm();

    page.shows("#detail .progress", "NameConflict", "--over");
    page.find("#detail [data-action=restore]").click();
    page.shows("#toast", "The request is withdrawn.");
    await()
        .untilAsserted(
            () ->
                assertThat(record("web", ".metadata.annotations"))
                    .doesNotContain("softdelete.dev/restore\""));
  }

  @Test
  void aRestoreByKeysAlone() {
    page.find("#rows .row");
    page.press("/");
    page.press("web");
    page.shows("#counts", "1 of 1");
    page.press(Keys.ARROW_DOWN);
    page.press(Keys.ENTER);
    page.shows("#detail-title", "web");
    page.press(Keys.TAB); // Close
    page.press(Keys.TAB); // Restore
    page.press(Keys.ENTER);
    page.find("dialog[open]");
    page.press(Keys.ENTER);

    page.shows("#detail .progress", "restored.");
    page.escape();
    await()
        .untilAsserted(
            () ->
                assertThat(page.browser().switchTo().activeElement().getDomAttribute("class"))
                    .isEqualTo("row"));
  }

  @Test
  void aPurgeTakesTheNameTypedIn() {
    page.open("web");
    page.action("purge");
    page.type("dialog input[name=name]", "we");
    assertThat(page.find("dialog button[type=submit]").isEnabled()).isFalse();
    page.type("dialog input[name=name]", "web");
    page.confirm();

    page.shows("#empty", "Nothing was deleted here.");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(record("web", ".metadata.name")).isEmpty());
  }

  @Test
  void aLegalHoldIsSetAndLifted() {
    page.open("web");
    page.action("hold");
    page.confirm();
    page.shows("#rows", "On hold");
    assertThat(record("web", ".spec.legalHold")).isEqualTo("true");
    page.action("unhold");
    page.confirm();
    page.shows("#rows", "1d 23h");
    assertThat(record("web", ".spec.legalHold")).isEqualTo("false");
  }

  @Test
  void thePurgeTimeIsMoved() {
    page.open("web");
    page.action("extend");
    page.confirm();

    page.shows("#rows", "6d 23h");
  }

  @Test
  void aNamespaceComesBackWithItsContent() {
    for (int i = 0; i < 5; i++) {
      kubectl.run("create", "configmap", "c" + i, "-n", ns);
    }
    kubectl.run("delete", "namespace", ns, "--timeout=120s");
    page.find("#scope button").click();
    page.type("#search", ns);
    page.open(ns);
    page.action("restore");
    page.confirm();

    page.shows("#detail .progress", "Namespace " + ns + " restored.");
    page.shows("#toast", "restored");
    page.tab("group");
    page.shows("#tabpanel", "ConfigMap", "c4", "Restored");
  }
}
