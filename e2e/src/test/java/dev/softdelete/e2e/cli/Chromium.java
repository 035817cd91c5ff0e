package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium, without a screen. */
final class Chromium {
  private static final String AXE = axe();

  private Chromium() {}

  static ChromeDriver start(Window window) {
    var options = new ChromeOptions();
    options.setBinary(program("chromium").toFile());
    // Chromium's sandbox does not start for root, as in containers. It loads only the page.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--window-size=" + window.width() + "," + window.height());
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").toFile())
            .build();
    var browser = new ChromeDriver(service, options);
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            window.width(),
            "height",
            window.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            window.width() < 600));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of(
                    "name", "prefers-color-scheme", "value", window.dark() ? "dark" : "light"))));
    return browser;
  }

  private static Path program(String name) {
    Optional<Path> program =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    return program.orElseThrow(
        () ->
            new IllegalStateException(
                name
                    + " is missing: the tests of the page need Debian's packages chromium and"
                    + " chromium-driver."));
  }

  /** Checks that axe finds nothing that is serious or critical in what is to be seen. */
  static void accessible(ChromeDriver browser, String view) {
    browser.executeScript(AXE);
    @SuppressWarnings("unchecked")
    var violations =
        (List<String>)
            browser.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document).then(found => done(found.violations
                    .filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join('; '))));
                """);
    assertThat(violations).as("what axe finds in " + view).isEmpty();
  }

  private static String axe() {
    try (var script = Chromium.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
