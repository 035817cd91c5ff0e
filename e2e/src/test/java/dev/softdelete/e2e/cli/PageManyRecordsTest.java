package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page with 2,000 deletions: it draws only what is in sight. */
@Tag("soak")
@Tag("browser")
class PageManyRecordsTest {
  private static final int MANY = 2000;

  @Test
  void twoThousandDeletionsScrollAndFilterWithoutDelay() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    Caller admin = Caller.administrator();
    String path = "/api/v1/namespaces/" + ns + "/configmaps";
    IntStream.range(0, MANY)
        .parallel()
        .forEach(
            i ->
                admin.create(
                    path,
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: item-%d}}".formatted(i)));
    IntStream.range(0, MANY).parallel().forEach(i -> admin.delete(path + "/item-" + i, "{}"));
    Plugin plugin = Plugin.ofAdministrator();
    try (Page page = Page.of(plugin, "-n", ns)) {
      await()
          .atMost(Duration.ofMinutes(4))
          .untilAsserted(() -> assertThat(page.text("#counts")).contains("2,000 deletions"));

      page.browser().navigate().refresh();
      long opened =
          (Long)
              page.browser()
                  .executeAsyncScript(
                      """
                      const done = arguments[arguments.length - 1], begun = performance.now();
                      const look = () => document.getElementById('counts').textContent.includes('2,000')
                          ? done(Math.round(performance.now() - begun)) : setTimeout(look, 5);
                      look();
                      """);
      long filtered =
          timed(
              page,
              "const s = document.getElementById('search'); s.value = 'item-1999';"
                  + " s.dispatchEvent(new Event('input'))");
      page.shows("#counts", "1 of 2,000");
      long all =
          timed(
              page,
              "const s = document.getElementById('search'); s.value = ''; s.dispatchEvent(new"
                  + " Event('input'))");
      long scrolled = timed(page, "document.getElementById('table').scrollTop = 60000");
      System.out.printf(
          "The page with %d deletions: read in %d ms, filtered in %d ms, all again in %d ms,"
              + " scrolled in %d ms%n",
          MANY, opened, filtered, all, scrolled);

      assertThat(page.rows()).hasSizeBetween(10, 60);
      assertThat(filtered).isLessThan(2000);
    }
  }

  /** Returns how long it takes, in milliseconds, until the browser has drawn what a script does. */
  private static long timed(Page page, String script) {
    return (Long)
        page.browser()
            .executeAsyncScript(
                "const done = arguments[arguments.length - 1], begun = performance.now(); "
                    + script
                    + "; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() =>"
                    + " done(Math.round(performance.now() - begun)))))");
  }
}
