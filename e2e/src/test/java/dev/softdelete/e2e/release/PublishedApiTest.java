package dev.softdelete.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The module api as Maven Central gets it. */
@Tag("delivery")
class PublishedApiTest {
  private static final String NAME = "soft-delete-api-" + DryRun.VERSION;
  private static final int JAVA_17 = 61;

  @TempDir static Path folder;
  @TempDir static Path consumer;
  private static DryRun release;

  @BeforeAll
  static void build() throws IOException {
    release = DryRun.in(folder);
    release.build("--only=api");
  }

  @AfterAll
  static void forget() throws IOException {
    String repository =
        System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
    Program.in(folder)
        .run("rm", "-rf", repository + "/dev/softdelete/soft-delete-api/" + DryRun.VERSION);
  }

  @Test
  void thePomSaysAllThatMavenCentralRequires() throws Exception {
    Document pom = pom();

    for (String required :
        List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url")) {
      assertThat(text(pom, "/project/" + required)).as(required).isNotBlank();
    }
    assertThat(text(pom, "/project/url"))
        .isEqualTo("https://github.com/softdelete/soft-delete-operator");
    assertThat(text(pom, "/project/version")).isEqualTo(DryRun.VERSION);
  }

  /** The parent is not published. */
  @Test
  void thePomStandsAlone() throws Exception {
    Document pom = pom();
    XPath xpath = XPathFactory.newInstance().newXPath();

    assertThat(xpath.evaluate("count(/project/parent)", pom)).isEqualTo("0");
    assertThat(xpath.evaluate("count(/project/dependencies/dependency[not(version)])", pom))
        .isEqualTo("0");
    assertThat(xpath.evaluate("count(/project/dependencies/dependency[scope='test'])", pom))
        .isEqualTo("0");
    assertThat(Files.readString(file(".pom"))).doesNotContain("${").doesNotContain("SNAPSHOT");
  }

  @Test
  void sourcesAndJavadocComeWithIt() throws IOException {
    assertThat(names("-sources.jar")).contains("dev/softdelete/api/SoftDeletePolicy.java");
    assertThat(names("-javadoc.jar")).contains("dev/softdelete/api/SoftDeletePolicy.html");
  }

  @Test
  void javaSeventeenReadsItsClasses() throws IOException {
    try (var jar = new JarFile(file(".jar").toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream content = jar.getInputStream(entry)) {
          byte[] head = content.readNBytes(8);
          assertThat(head[6] << 8 | head[7]).as(entry.getName()).isEqualTo(JAVA_17);
        }
      }
    }
  }

  @Test
  void aProjectAtJavaSeventeenCompilesAgainstIt() throws IOException {
    Path sources = Repository.file("e2e/src/test/resources/release/consumer");
    for (String name : List.of("pom.xml", "src/main/java/Consumer.java")) {
      Files.createDirectories(consumer.resolve(name).getParent());
      Files.copy(sources.resolve(name), consumer.resolve(name));
    }

    new Program(consumer, release.program().environment())
        .run(
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "compile",
            "-Dapi.repository=file://" + release.built("maven"),
            "-Dapi.version=" + DryRun.VERSION);

    assertThat(consumer.resolve("target/classes/Consumer.class")).exists();
  }

  @Test
  void nothingElseIsPublished() throws IOException {
    try (var modules = Files.list(release.built("maven/dev/softdelete"))) {
      assertThat(modules.map(module -> module.getFileName().toString()))
          .containsExactly("soft-delete-api");
    }
  }

  private static Path file(String ending) {
    return release.built(
        "maven/dev/softdelete/soft-delete-api/" + DryRun.VERSION + "/" + NAME + ending);
  }

  private static List<String> names(String ending) throws IOException {
    try (var jar = new JarFile(file(ending).toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }

  private static Document pom() throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file(".pom").toFile());
  }

  private static String text(Document pom, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, pom);
  }
}
