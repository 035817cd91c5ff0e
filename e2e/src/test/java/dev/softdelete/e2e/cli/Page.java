package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page of {@code kubectl undelete ui} as one user sees it, in a real Chromium. */
final class Page implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "pictures");

  private final Process process;
  private final String link;
  private final ChromeDriver browser;

  private Page(Process process, String link, Window window) {
    this.process = process;
    this.link = link;
    this.browser = Chromium.start(window);
    browser.get(link);
  }

  /** Serves the page for the user of the kubeconfig, and opens it. */
  static Page of(Path kubeconfig, Window window, String... args) {
    List<String> command =
        new ArrayList<>(List.of(Plugin.PROGRAM.toString(), "ui", "--no-browser"));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(Path.of("target", "page.log").toFile()));
    try {
      Process process = builder.start();
      String link = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
      assertThat(link).as("the link of the page").startsWith("http://127.0.0.1:");
      try {
        return new Page(process, link, window);
      } catch (RuntimeException | AssertionError e) {
        process.destroy();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page of(Plugin user, String... args) {
    return of(user.program().kubeconfig(), Window.LARGE, args);
  }

  /** Returns the link with its token, which was used already. */
  String link() {
    return link;
  }

  ChromeDriver browser() {
    return browser;
  }

  /** Waits until an element is there and visible. */
  WebElement find(String css) {
    return await("the element " + css)
        .atMost(Duration.ofSeconds(20))
        .ignoreException(StaleElementReferenceException.class)
        .until(
            () ->
                browser.findElements(By.cssSelector(css)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null),
            element -> element != null);
  }

  /** Waits until the visible text of an element contains all of the words. */
  void shows(String css, String... words) {
    await("the text of " + css)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(text(css)).contains(words));
  }

  /** Returns the visible text of the first element, as it is now. */
  String text(String css) {
    return (String)
        browser.executeScript("return document.querySelector(arguments[0])?.innerText ?? ''", css);
  }

  /** Returns the text of each row of the table that is drawn. */
  List<String> rows() {
    @SuppressWarnings("unchecked")
    var rows =
        (List<String>)
            browser.executeScript(
                "return [...document.querySelectorAll('#rows .row')].sort((a, b) =>"
                    + " a.ariaRowIndex - b.ariaRowIndex).map(row => row.innerText)");
    return rows;
  }

  /** Opens the deletion of the name. */
  void open(String name) {
    find("#rows .row");
    await("the row of " + name)
        .atMost(Duration.ofSeconds(20))
        .ignoreException(StaleElementReferenceException.class)
        .untilAsserted(
            () -> {
              var row =
                  browser.findElements(By.cssSelector("#rows .row")).stream()
                      .filter(r -> r.getText().startsWith(name + "\n"))
                      .findFirst();
              assertThat(row).isPresent();
              row.get().click();
            });
    shows("#detail-title", name);
  }

  void tab(String id) {
    find("#tab-" + id).click();
  }

  /** Chooses an action of the opened deletion. */
  void action(String action) {
    find("#detail [data-action=" + action + "]").click();
    find("dialog[open]");
  }

  void confirm() {
    find("dialog[open] button[type=submit]").click();
  }

  void type(String css, String text) {
    WebElement field = find(css);
    field.clear();
    field.sendKeys(text);
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    browser.switchTo().activeElement().sendKeys(keys);
  }

  void escape() {
    press(Keys.ESCAPE);
  }

  /** Saves what is to be seen to {@code target/pictures}. */
  void picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.quit();
    process.destroy();
    try {
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("the program has ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
