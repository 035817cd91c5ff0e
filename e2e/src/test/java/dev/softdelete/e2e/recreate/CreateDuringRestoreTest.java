package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create while a restore that was requested by annotation is in progress. */
class CreateDuringRestoreTest {
  private static Answers answers;

  @BeforeAll
  static void cover() {
    answers = Answers.all();
  }

  @ParameterizedTest
  @CsvSource({"Reject, 1", "Reject, 2", "Reject, 3", "Restore, 1", "Restore, 2", "Restore, 3"})
  void whatWasDeletedIsBackAndRestoredOnce(String answer, int round) {
    Recreation where = answers.of(answer);
    String name = "web-" + round;
    deleted(where, name);

    Kubectl.Result created = createWhileRestoring(where, name);

    where.awaitRestored(name);
    if (!created.ok()) {
      assertThat(created.err()).contains("Error from server (AlreadyExists): ");
    }
    assertThat(where.data(name))
        .isEqualTo(
            created.ok()
                ? "{\"git\":\"new\",\"theirs\":\"kept\"}"
                : "{\"git\":\"old\",\"theirs\":\"kept\"}");
    assertThat(where.records(name)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void underAllowEitherIsThereAndTheOtherIsToldSo(int round) {
    Recreation allow = answers.allow();
    String name = "web-" + round;
    deleted(allow, name);

    Kubectl.Result created = createWhileRestoring(allow, name);

    if (created.ok()) {
      allow.run(
          "wait",
          "deleted",
          allow.record(name),
          "--for=jsonpath={.status.conditions[?(@.type==\"Restored\")].reason}=NameConflict",
          "--timeout=60s");
      assertThat(allow.data(name)).isEqualTo("{\"git\":\"new\"}");
    } else {
      allow.awaitRestored(name);
      assertThat(allow.data(name)).isEqualTo("{\"git\":\"old\",\"theirs\":\"kept\"}");
    }
    assertThat(allow.records(name)).hasSize(1);
  }

  private static Kubectl.Result createWhileRestoring(Recreation where, String name) {
    String record = where.record(name);
    var asking =
        CompletableFuture.runAsync(
            () -> where.run("annotate", "deleted", record, "softdelete.dev/restore=true"));
    Kubectl.Result created = where.call(List.of("create"), where.configMap(name, "{git: new}"));
    asking.join();
    return created;
  }

  private static void deleted(Recreation where, String name) {
    where.runWith(List.of("create"), where.configMap(name, "{git: old}"));
    where.run("patch", "configmap", name, "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    where.delete("configmap", name);
  }
}
