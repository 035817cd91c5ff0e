package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KubeconfigTest {
  private static final String GOOD =
      """
      current-context: a
      contexts: [{name: a, context: {cluster: b, user: c}}]
      clusters: [{name: b, cluster: {server: "https://127.0.0.1:6443"}}]
      """;

  @TempDir private Path folder;

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("nonsense : : :", "is no kubeconfig"),
        Arguments.of("- a\n- b\n", "is no kubeconfig"),
        Arguments.of("{current-context: a}", "begins with '{'"),
        Arguments.of("", "is empty"),
        Arguments.of(GOOD.replace("current-context: a", ""), "has no current context"),
        Arguments.of(GOOD.replace("current-context: a", "current-context: x"), "context 'x'"),
        Arguments.of(GOOD.replace("cluster: b", "cluster: x"), "cluster 'x'"),
        Arguments.of(
            GOOD.replace("server: \"https://127.0.0.1:6443\"", ""), "server of cluster 'b'"),
        Arguments.of(GOOD.replace("name: b,", ""), "cluster 'b'"),
        Arguments.of(GOOD.replace("https://", ""), "'127.0.0.1:6443', which is no URL"),
        Arguments.of(GOOD.replace("https://", "ftp://"), "which is no URL"),
        Arguments.of(GOOD.replace("https://127.0.0.1:6443", "https://"), "which is no URL"),
        Arguments.of(
            GOOD + "users: [{name: c, user: {token: \"one\\n\"}}]\n",
            "a token with a line break for user 'c'"),
        Arguments.of(
            GOOD + "users: [{name: c, user: {tokenFile: /run/token}}]\n",
            "a tokenFile for user 'c', which is not read"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeUsedIsNamed(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), text);

    assertThatThrownBy(() -> Kubeconfig.check(List.of(file)))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining(file.toString());
  }

  @Test
  void noFileIsNone() {
    assertThatThrownBy(() -> Kubeconfig.check(List.of()))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("names no file");
  }

  @Test
  void aDirectoryIsNone() {
    assertThatThrownBy(() -> Kubeconfig.check(List.of(folder))).hasMessageContaining("directory");
  }

  @Test
  void oneThatIsNotThereIsPassedOverForAnotherOne() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), GOOD);
    Path missing = folder.resolve("missing");

    assertThatCode(() -> Kubeconfig.check(List.of(missing, file))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Kubeconfig.check(List.of(missing)))
        .hasMessageContaining("does not exist");
  }

  @Test
  void severalAreReadTogether() throws IOException {
    Path context =
        Files.writeString(
            folder.resolve("context"), GOOD.lines().limit(2).reduce("", (a, b) -> a + b + "\n"));
    Path cluster =
        Files.writeString(
            folder.resolve("cluster"), GOOD.lines().skip(2).reduce("", (a, b) -> a + b + "\n"));

    assertThatCode(() -> Kubeconfig.check(List.of(context, cluster))).doesNotThrowAnyException();
  }

  @Test
  void jsonIsYaml() throws IOException {
    String json =
        """
        {"current-context": "a", "contexts": [{"name": "a", "context": {"cluster": "b"}}],
         "clusters": [{"name": "b", "cluster": {"server": "https://127.0.0.1:6443"}}]}
        """;
    Path file = Files.writeString(folder.resolve("config"), json);

    assertThatCode(() -> Kubeconfig.check(List.of(file))).doesNotThrowAnyException();
  }
}
