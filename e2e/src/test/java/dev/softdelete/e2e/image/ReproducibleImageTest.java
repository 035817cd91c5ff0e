package dev.softdelete.e2e.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Builds the image again, from a copy of the sources in another folder, with other file times. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class ReproducibleImageTest {
  private static final String CACHE = "image/target/app/operator.aot";

  @TempDir static Path copy;
  private static OperatorImage built;

  @BeforeAll
  static void copyTheSources() throws IOException {
    built = OperatorImage.built();
    Path root = Repository.file("pom.xml").getParent();
    String list =
        Tools.output("git", "-C", root.toString(), "ls-files", "-co", "--exclude-standard");
    for (String file : list.lines().filter(name -> Files.exists(root.resolve(name))).toList()) {
      Files.createDirectories(copy.resolve(file).getParent());
      Files.copy(root.resolve(file), copy.resolve(file));
    }
    // Two training runs never result in the same cache.
    if (Files.exists(root.resolve(CACHE))) {
      Files.createDirectories(copy.resolve(CACHE).getParent());
      Files.copy(root.resolve(CACHE), copy.resolve(CACHE));
    }
  }

  @Test
  @Order(1)
  void theSameSourcesResultInTheSameDigest() throws IOException {
    OperatorImage again = build();

    assertThat(again.layers()).isEqualTo(built.layers());
    assertThat(again.config()).isEqualTo(built.config());
    assertThat(again.digest()).isEqualTo(built.digest());
  }

  /** The release has another base, and the same layers above it. */
  @Test
  @Order(2)
  void anotherBaseHasTheSameLayersAboveIt() throws IOException {
    Path other = copy.resolve("other-base.tar");
    writeBase(other);

    OperatorImage onTheOther = build("-Dimage.base=tar://" + other);

    assertThat(onTheOther.layers().getFirst()).isNotEqualTo(built.layers().getFirst());
    assertThat(withoutBase(onTheOther)).isEqualTo(withoutBase(built)).hasSizeGreaterThan(1);
  }

  private static List<String> withoutBase(OperatorImage image) throws IOException {
    return image.layers().subList(1, image.layers().size());
  }

  /** Writes a base of one file, as {@code docker save} writes it. */
  private static void writeBase(Path tar) throws IOException {
    Path folder = Files.createDirectories(copy.resolve("other-base"));
    Path layer = folder.resolve("layer.tar");
    Files.writeString(folder.resolve("another"), "base");
    Tools.run("tar", "-cf", layer.toString(), "-C", folder.toString(), "another");
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"architecture": "amd64", "os": "linux", "config": {},
         "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
        """
            .formatted(Tools.output("sha256sum", layer.toString()).substring(0, 64)));
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        [{"Config": "config.json", "RepoTags": ["base:other"], "Layers": ["layer.tar"]}]
        """);
    String[] files = {"manifest.json", "config.json", "layer.tar"};
    Tools.run("tar", "-cf", tar.toString(), "-C", folder.toString(), files[0], files[1], files[2]);
  }

  /** Builds the image in the copy with the command of the README, but without tests. */
  private static OperatorImage build(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                copy.resolve("pom.xml").toString(),
                "-pl",
                "image",
                "-am",
                "-Dmaven.test.skip=true",
                "-Dimage.cache=keep",
                "package"));
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.addAll(List.of(more));
    Tools.run(command.toArray(String[]::new));
    return OperatorImage.of(copy.resolve("image/target/image.tar"));
  }
}
