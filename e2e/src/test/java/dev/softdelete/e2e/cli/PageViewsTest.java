package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each view of the page, as an administrator sees it; with the pictures for the docs. */
@Tag("delivery")
@Tag("browser")
class PageViewsTest {
  private static PageStory story;
  private Page page;

  @BeforeAll
  static void delete() {
    story = new PageStory();
  }

  @AfterAll
  static void end() {
    if (story != null) {
      story.close();
    }
  }

  @AfterEach
  void closePage() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void theListFoldsWhatWentTogether() {
    page = story.page(Window.LARGE);
    page.shows("#counts", "deletions");

    assertThat(page.rows().getFirst()).contains("checkout", "shop", "ann@example.com", "6d 23h");
    assertThat(page.rows()).anySatisfy(r -> assertThat(r).contains("payments", "with 1", "others"));
    assertThat(page.rows()).noneSatisfy(r -> assertThat(r).contains("ledger"));
  }

  @Test
  void filtersRestrictTheList() {
    page = story.page(Window.LARGE);
    page.find("#rows .row");
    page.type("#search", "ledger");
    page.shows("#counts", "1 of ");
    assertThat(page.rows())
        .singleElement()
        .asString()
        .contains("Deployment", "with Namespace payments");
    page.find("#clear").click();
    choose("#kind", "Secret");
    page.shows("#counts", "2 of ");
    choose("#kind", "");
    choose("#by", "bob@example.com");
    page.shows("#counts", "2 of ");
    page.type("#namespace", "staging");
    page.shows("#counts", "0 of ");
    page.shows("#empty", "Nothing matches.");
    choose("#by", "");
    page.shows("#counts", "1 of ");
  }

  private void choose(String css, String value) {
    page.browser()
        .executeScript(
            "const s = document.querySelector(arguments[0]); s.value = arguments[1];"
                + " s.dispatchEvent(new Event('input', {bubbles: true}))",
            css,
            value);
  }

  @Test
  void aNamespaceIsShownAsATree() {
    page = story.page(Window.LARGE);
    page.open("payments");
    page.tab("group");

    page.shows(
        "#tabpanel .tree",
        "Namespace payments",
        "ConfigMap",
        "currencies",
        "ledger",
        "Secret",
        "database");
  }

  @Test
  void valuesOfASecretAreMaskedUntilAskedFor() {
    page = story.page(Window.LARGE);
    page.open("card-gateway");
    page.tab("manifest");
    page.shows("#tabpanel pre", "key: '***'");
    assertThat(page.text("#tabpanel")).doesNotContain("aGlkZGVu");
    page.find("#tabpanel .bar-of-text button").click();
    page.shows("#tabpanel pre", "key: aGlkZGVu");
  }

  @Test
  void theDifferenceFromWhatLivesNowIsShown() {
    page = story.page(Window.LARGE);
    page.open("prices");
    page.tab("difference");
    page.shows("#tabpanel pre .del", "vat: \"21\"");
    page.shows("#tabpanel pre .add", "vat: \"19\"");
  }

  @Test
  void thePreviewSaysWhatPreventsARestore() {
    page = story.page(Window.LARGE);
    page.open("prices");
    page.tab("preview");
    page.shows("#tabpanel", "It cannot be restored now: NameConflict");
  }

  @ParameterizedTest
  @CsvSource({"1360, 820, false", "1360, 820, true", "390, 844, false", "390, 844, true"})
  void everyViewIsAccessibleAndFits(int width, int height, boolean dark) {
    var window = new Window(width, height, dark);
    page = story.page(window);
    page.find("#rows .row");
    check(window, "list");
    page.open("payments");
    check(window, "about");
    page.tab("group");
    page.find("#tabpanel .tree");
    check(window, "group");
    page.action("purge");
    check(window, "purge");
    page.escape();
    page.action("extend");
    check(window, "extend");
    page.escape();
    page.action("restore");
    check(window, "restore");
    page.escape();
    page.find("#detail .detail-head .quiet").click();
    page.open("card-gateway");
    page.tab("manifest");
    page.find("#tabpanel pre");
    check(window, "manifest");
    page.find("#detail .detail-head .quiet").click();
    page.open("prices");
    page.tab("difference");
    page.find("#tabpanel pre");
    check(window, "difference");
    page.tab("preview");
    page.find("#tabpanel .step");
    check(window, "preview");
    page.find("#to-state").click();
    page.shows("#state", "In force", "Nothing is stuck.");
    check(window, "state");
  }

  private void check(Window window, String view) {
    String name = view + (window.width() < 600 ? "-phone" : "") + (window.dark() ? "-dark" : "");
    page.picture(name);
    Chromium.accessible(page.browser(), name);
    assertThat(
            (Long)
                page.browser()
                    .executeScript(
                        "return document.documentElement.scrollWidth - window.innerWidth"))
        .as("by how much " + name + " is too wide")
        .isNotPositive();
  }
}
