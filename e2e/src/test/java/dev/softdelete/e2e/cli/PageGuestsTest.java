package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page for users who may do less, and with records that somebody hostile has caused. */
@Tag("delivery")
@Tag("browser")
class PageGuestsTest {
  private static final String TEXT =
      "<img src=x onerror=window.hit=1><script>window.hit=1</script>\"'}]\u202e\u001b[31m${hit}";

  /** The name of a user, which has at most 64 characters in a certificate. */
  private static final String EVE = "eve<img src=x onerror=window.hit=1>\u202e\u001b[31m";

  private static final String ROLE = "<b>\u05d0\u05d1\u202e\"onload='x'" + "long".repeat(40);

  private static String ns;
  private static Plugin viewer;

  @BeforeAll
  static void deleteAsSomebodyHostile() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources:
              - {apiGroups: [""], resources: [configmaps, secrets]}
              - {apiGroups: [rbac.authorization.k8s.io], resources: [roles]}
            """);
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "web", "-n", ns, "--from-literal=k=" + TEXT);
    kubectl.run("annotate", "configmap", "web", "-n", ns, "note=" + TEXT);
    kubectl.run("create", "secret", "generic", "password", "-n", ns, "--from-literal=k=hidden");
    kubectl.run("create", "role", ROLE, "-n", ns, "--verb=get", "--resource=pods");
    Kubectl eve = kubectl.of(Cluster.controlPlane().userKubeconfig(EVE, "system:masters"));
    eve.run("delete", "configmap", "web", "-n", ns, "--timeout=30s");
    eve.run("delete", "role", ROLE, "-n", ns, "--timeout=30s");
    kubectl.run("delete", "secret", "password", "-n", ns, "--timeout=30s");
    viewer = Plugin.ofUserWith("view", ns);
  }

  @Test
  void hostileTextsActNowhere() {
    try (Page page = Page.of(Plugin.ofAdministrator(), "-n", ns)) {
      page.shows("#rows", "<b>", "eve<img src=x onerror=window.hit=1>", "\\u202e");
      page.open("web");
      for (String tab : new String[] {"manifest", "difference", "preview", "about"}) {
        page.tab(tab);
        page.shows("#tabpanel", tab.equals("manifest") ? "<script>window.hit=1</script>" : "");
      }
      page.find("#detail .detail-head .quiet").click();
      page.find("#rows .row:nth-child(1)").click();
      page.action("purge");
      page.escape();
      assertThat(page.browser().executeScript("return window.hit ?? null")).isNull();
      assertThat(
              page.browser()
                  .executeScript(
                      "return document.querySelectorAll('main img, main script, main b').length"))
          .isEqualTo(0L);
      assertThat(page.text("body")).doesNotContain("\u202e").doesNotContain("\u001b");
    }
  }

  @Test
  void aViewerSeesAPageThatWorks() {
    try (Page page = Page.of(viewer, "-n", ns)) {
      page.open("web");
      page.tab("manifest");
      page.shows("#tabpanel pre", "kind: ConfigMap");
      page.tab("preview");
      page.shows("#tabpanel", "restore");
      page.shows("#detail .lacking", "You lack rights");
      page.action("restore");
      page.shows("dialog", "You may not do this", "soft-delete-restorer");
      page.escape();
      page.action("purge");
      page.shows(
          "dialog",
          "you may not delete deletedresources.softdelete.dev in namespace " + ns,
          "soft-delete-purger");
      page.escape();
      page.find("#to-state").click();
      page.shows("#state", "Policies", "What is not to be seen");
    }
  }

  @Test
  void aViewerWhoMayNotReadSecretsIsToldSo() {
    try (Page page = Page.of(viewer, "-n", ns)) {
      page.open("password");
      page.tab("manifest");
      page.shows("#tabpanel .problem", "secrets");
      assertThat(page.text("#tabpanel")).doesNotContain("aGlkZGVu");
    }
  }

  @Test
  void whoeverMayNotLookEverywhereIsShownOneNamespace() {
    try (Page page = Page.of(viewer)) {
      page.shows("#scope", "you may not list deletedresources.softdelete.dev in namespace default");
      page.type("#namespace", ns + "\n");
      page.shows("#rows", "password");
      page.shows("#scope", "You see what was deleted in namespace " + ns);
    }
  }

  @Test
  void whoeverMayNothingIsToldWhichRightIsMissing() {
    try (Page page = Page.of(Plugin.ofNobody(), "-n", ns)) {
      page.shows(
          "#scope",
          "you may not list deletedresources.softdelete.dev in namespace " + ns,
          "soft-delete-viewer");
    }
  }

  @Test
  void aUsedLinkOpensNothing() {
    try (Page page = Page.of(viewer, "-n", ns)) {
      page.find("#rows .row");
      page.browser().manage().deleteAllCookies();
      page.browser().get(page.link());
      assertThat(page.text("body")).contains("This link was used already");
    }
  }

  @Test
  void thePageStaysAfterAReload() {
    try (Page page = Page.of(viewer, "-n", ns)) {
      page.find("#rows .row");
      assertThat(page.browser().getCurrentUrl()).doesNotContain("token");
      page.browser().navigate().refresh();
      page.find("#rows .row");
    }
  }
}
