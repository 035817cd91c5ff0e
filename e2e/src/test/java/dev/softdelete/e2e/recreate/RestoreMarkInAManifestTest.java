package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restore mark in a manifest, left over from an export or forged, is no restore. */
class RestoreMarkInAManifestTest {
  private static final String MARK = "softdelete.dev/restoring: a/b/c/d";
  private static final List<String> CREATE = List.of("create");

  @Test
  void isNoWayAroundTheAnswerToACreate() {
    Recreation where = Recreation.under("Reject");
    where.runWith(CREATE, where.configMap("web", "{a: b}"));
    where.delete("configmap", "web");

    Kubectl.Result result = where.call(CREATE, where.configMap("web", "{}", MARK));

    where.assertRefused(result, "ConfigMap", "web");
  }

  @Test
  void isNotOnWhatIsCreated() {
    Recreation where = Recreation.under("Allow");

    where.runWith(CREATE, where.configMap("web", "{}", MARK));

    assertThat(where.get("configmap", "web").at("/metadata/annotations").isMissingNode()).isTrue();
  }

  @Test
  void isNoAnswerToARestoreThatNothingHereCanDo() {
    Caller.Answer answer =
        Caller.administrator()
            .create(
                "/api/v1/namespaces/default/configmaps",
                "{metadata: {name: marked, annotations: {softdelete.dev/restore: 'true', "
                    + MARK
                    + "}}}");

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains("asks to bring back a deleted object");
  }
}
