package dev.softdelete.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.QuickStart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator that cannot work where it is started says in one line what the user must do. */
@Tag("delivery")
class CannotStartTest {
  @TempDir private static Path folder;

  private static Path kubeconfig(String server) throws IOException {
    return file(
        """
        apiVersion: v1
        kind: Config
        current-context: a
        clusters: [{name: a, cluster: {server: "%s"}}]
        contexts: [{name: a, context: {cluster: a, user: a}}]
        users: [{name: a, user: {token: abc}}]
        """
            .formatted(server));
  }

  private static Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "kubeconfig", ""), text);
  }

  static Stream<Arguments> kubeconfigs() throws IOException {
    return Stream.of(
        Arguments.of(folder.resolve("none"), "does not exist"),
        Arguments.of(folder, "is a directory"),
        Arguments.of(file("nonsense : : :"), "is no kubeconfig"),
        Arguments.of(file("{apiVersion: v1, kind: Config}"), "begins with '{'"),
        Arguments.of(file("apiVersion: v1\nkind: Config\n"), "has no current context"),
        Arguments.of(kubeconfig("https://127.0.0.1:1"), "cannot be reached: connection refused"),
        Arguments.of(
            kubeconfig("https://no-such-host.invalid"), "cannot be reached: its name is unknown"));
  }

  @ParameterizedTest
  @EveryNth(2)
  @MethodSource("kubeconfigs")
  void onThatKubeconfig(Path kubeconfig, String line) throws Exception {
    endsWith(Attempt.on(kubeconfig), line);
  }

  @Test
  void withoutAnyCluster() throws Exception {
    endsWith(Attempt.with("HOME", folder.toString()), "No cluster is configured: set KUBECONFIG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "release"})
  void whereTheApiServerDoesNotKnowUs(String command) throws Exception {
    endsAgainst(401, "Unauthorized", command, "does not accept the credentials (401)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "release"})
  void whereTheApiServerForbidsIt(String command) throws Exception {
    endsAgainst(
        403, "User a cannot get path", command, "forbids what the operator needs (403): User a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "release"})
  void withoutTheDefinitions(String command) throws Exception {
    endsAgainst(404, "not found", command, "kubectl apply --server-side -f crds/");
  }

  @Test
  void whereTheApiServerIsNotTrusted() throws Exception {
    try (var server = FakeApiServer.untrusted()) {
      endsWith(Attempt.on(kubeconfig(server.url())), "is not trusted");
    }
  }

  @Test
  void releaseWhereTheApiServerIsNotThere() throws Exception {
    endsWith(Attempt.on(kubeconfig("https://127.0.0.1:1")).release(), "cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PORT", "WEBHOOK_PORT"})
  void onAPortThatIsTaken(String variable) throws Exception {
    try (var taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());

      endsWith(Attempt.with(variable, port), "set " + variable + " to a free port");
    }
  }

  static Stream<Arguments> variables() {
    return Stream.of(
        Arguments.of("HTTP_PORT", "eighty"),
        Arguments.of("WEBHOOK_PORT", "70000"),
        Arguments.of("WEBHOOK_URL", "http://plain.example"),
        Arguments.of("OPERATOR_NAMESPACE", "Not A Name"),
        Arguments.of("PURGE_MASS_DELAY", "soon"),
        Arguments.of("RESTORE_LOGIN_TRUSTED_FOR", "2h"),
        Arguments.of("STUCK_AFTER", "Indefinite"));
  }

  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("variables")
  void withAVariableOfNoUse(String variable, String value) throws Exception {
    endsWith(Attempt.with(variable, value), variable);
  }

  /** The operator ignores a cache of another JVM, or an incomplete cache, without a message. */
  @Test
  void withACacheThatDoesNotFit() throws Exception {
    Path kubeconfig = folder.resolve("none");
    endsWith(Attempt.on(kubeconfig).cachedIn(folder.resolve("no.aot")), "does not exist");
    endsWith(Attempt.on(kubeconfig).cachedIn(file("no cache at all")), "does not exist");
    byte[] cut = new byte[100_000];
    Path cache = QuickStart.cacheFile();
    if (Files.exists(cache)) {
      try (var in = Files.newInputStream(cache)) {
        assertThat(in.readNBytes(cut, 0, cut.length)).isEqualTo(cut.length);
      }
      Path file = Files.write(folder.resolve("cut.aot"), cut);
      endsWith(Attempt.on(kubeconfig).cachedIn(file), "does not exist");
    }
  }

  private static void endsAgainst(int code, String message, String command, String line)
      throws Exception {
    try (var server = FakeApiServer.answering(code, message)) {
      Attempt attempt = Attempt.on(kubeconfig(server.url()));
      endsWith(command.equals("release") ? attempt.release() : attempt, line);
    }
  }

  private static void endsWith(Attempt attempt, String line) throws Exception {
    Attempt.Result result = attempt.run();

    assertThat(result.exit()).as(result.output()).isEqualTo(1);
    assertThat(result.output().lines())
        .as(result.output())
        .singleElement()
        .asString()
        .contains(" ERROR ")
        .contains(line);
  }
}
