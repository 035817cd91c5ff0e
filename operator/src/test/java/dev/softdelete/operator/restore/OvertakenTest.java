package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.apply.ApplyOnTop;
import dev.softdelete.operator.restore.apply.PendingApply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The object was created at :10, and flux applied the same manifest as the create. The time :xx
 * cannot be parsed.
 */
class OvertakenTest {

  @ParameterizedTest
  @CsvSource({
    "true,  flux,  Apply,  08, old, old, false",
    "true,  flux,  Apply,  10, old, old, false",
    "true,  flux,  Apply,  11, old, old, true",
    "true,  flux,  Apply,  xx, old, old, false",
    "true,  flux,  Update, 11, old, old, false",
    "true,  other, Apply,  11, old, old, false",
    "false, flux,  Update, 11, old, old, false",
    "false, other, Update, 11, old, new, true",
    "false, other, Update, 10, old, new, true"
  })
  void onlyALaterApplyOfTheSameKindCounts(
      boolean serverSide,
      String manager,
      String operation,
      String second,
      String lastBefore,
      String lastNow,
      boolean overtaken) {
    var pending =
        new PendingApply(
            new Requester("alice", null, List.of(), Map.of()),
            "flux",
            serverSide,
            Json.object(),
            Json.object());

    assertThat(
            new ApplyOnTop(null, pending, "/path", () -> false)
                .overtaken(
                    object(manager, operation, "05", lastBefore),
                    object(manager, operation, second, lastNow)))
        .isEqualTo(overtaken);
  }

  private static KubeObject object(
      String manager, String operation, String second, String lastApplied) {
    return Snapshots.object(
        """
        {"metadata": {"creationTimestamp": "2026-01-01T00:00:10Z",
                      "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "%s"},
                      "managedFields": [{"manager": "%s", "operation": "%s",
                                         "time": "2026-01-01T00:00:%sZ"}]}}
        """
            .formatted(lastApplied, manager, operation, second));
  }
}
