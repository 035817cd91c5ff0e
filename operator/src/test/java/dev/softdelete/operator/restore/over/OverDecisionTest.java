package dev.softdelete.operator.restore.over;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a restore over what lives does about each live object. */
class OverDecisionTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T00:00:10Z");

  /**
   * One row for each kind of live object.
   *
   * @param finalizers of the live object
   * @param created the second of its creation
   * @param before the uid of what was deleted for the request last, with how many; empty if nothing
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          it was there             | u-2 | softdelete.dev/retain                       | 09 | -     | delete 1
          in the same second       | u-2 | softdelete.dev/retain                       | 10 | -     | delete 1
          a later one              | u-2 | softdelete.dev/retain                       | 11 | -     | NameConflict, final
          no policy covers it      | u-2 | -                                           | 09 | -     | NameConflict
          only the terms are noted | u-2 | terms.softdelete.dev/p                      | 09 | -     | NameConflict
          the next delete is final | u-2 | softdelete.dev/retain softdelete.dev/bypass | 09 | -     | NameConflict
          the very object          | u-1 | softdelete.dev/retain                       | 09 | -     | free
          an interrupted delete    | u-2 | softdelete.dev/retain                       | 11 | u-2 3 | delete 3
          made anew                | u-3 | softdelete.dev/retain                       | 11 | u-2 1 | delete 2
          for the fifth time       | u-6 | softdelete.dev/retain                       | 11 | u-5 4 | delete 5
          too often                | u-7 | softdelete.dev/retain                       | 11 | u-6 5 | NameConflict, final
          an interrupted last one  | u-6 | softdelete.dev/retain                       | 11 | u-6 5 | delete 5
          """)
  void byWhatLives(
      String what, String uid, String finalizers, String created, String before, String then) {
    ObjectNode live = live(uid, "2026-01-01T00:00:" + created + "Z");
    if (finalizers != null) {
      for (String finalizer : finalizers.split(" ", -1)) {
        live.withArray("/metadata/finalizers").add(finalizer);
      }
      if (finalizers.contains("bypass")) {
        live.withObject("/metadata/annotations").put("softdelete.dev/bypass", "true");
      }
    }

    assertThat(decided(live, record(before, "r-1"), false)).as(what).isEqualTo(then);
  }

  @Test
  void whatEndsIsWaitedFor() {
    ObjectNode live = covered();
    live.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:09Z");

    assertThat(decided(live, record(null, "r-1"), false)).isEqualTo("ends");
  }

  @Test
  void whatTheRestoreHasCreatedStays() {
    assertThat(decided(covered(), record(null, "r-1"), true)).isEqualTo("free");
  }

  @Test
  void anEarlierRequestCountsForNothing() {
    ObjectNode later = live("u-3", "2026-01-01T00:00:11Z");
    later.withArray("/metadata/finalizers").add("softdelete.dev/retain");

    assertThat(decided(later, record("u-2 1", "r-0"), false)).isEqualTo("NameConflict, final");
  }

  @Test
  void whatHoldsOthersIsNotReplaced() {
    OverStep step =
        OverDecision.of(
            Optional.of(new KubeObject(covered())),
            ResourceType.NAMESPACES,
            situation(record(null, "r-1"), false, true));

    assertThat(text(step)).isEqualTo("NameConflict");
  }

  @Test
  void whoMakesItAnewIsToldToWhoMayReadIt() {
    ObjectNode live = live("u-7", "2026-01-01T00:00:11Z");
    live.withArray("/metadata/finalizers").add("softdelete.dev/retain");
    live.withArray("/metadata/managedFields").addObject().put("manager", "cert-manager");

    assertThat(message(live, true)).contains("created anew by cert-manager each time");
    assertThat(message(live, false)).contains("created anew each time");
  }

  private static String message(ObjectNode live, boolean told) {
    OverStep step =
        OverDecision.of(
            Optional.of(new KubeObject(live)),
            ResourceType.CONFIG_MAPS,
            situation(record("u-6 5", "r-1"), false, told));
    return ((OverStep.Refuse) step).why().message();
  }

  private static String decided(ObjectNode live, DeletedResource record, boolean ours) {
    return text(
        OverDecision.of(
            Optional.of(new KubeObject(live)),
            ResourceType.CONFIG_MAPS,
            situation(record, ours, true)));
  }

  private static OverDecision.Situation situation(
      DeletedResource record, boolean ours, boolean told) {
    return new OverDecision.Situation(
        record, RestoreTarget.inPlace(record), ours, ASKED, () -> told);
  }

  private static String text(OverStep step) {
    return switch (step) {
      case OverStep.Free f -> "free";
      case OverStep.Ends e -> "ends";
      case OverStep.Delete d -> "delete " + d.times();
      case OverStep.Refuse r -> r.why().reason() + (r.why().waitingHelps() ? "" : ", final");
    };
  }

  private static ObjectNode covered() {
    ObjectNode live = live("u-2", "2026-01-01T00:00:09Z");
    live.withArray("/metadata/finalizers").add("softdelete.dev/retain");
    return live;
  }

  private static ObjectNode live(String uid, String created) {
    ObjectNode live = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    live.putObject("metadata")
        .put("name", "c")
        .put("namespace", "shop")
        .put("uid", uid)
        .put("creationTimestamp", created);
    return live;
  }

  /** Returns a record whose present request is {@code r-1}. */
  private static DeletedResource record(String before, String request) {
    ObjectNode json = Json.tree(Snapshots.record("shop", "c", Map.of()));
    ObjectNode spec = json.withObject("/spec").put("restoreRequestId", "r-1");
    if (before != null) {
      String[] parts = before.split(" ", 2);
      spec.putObject("restoreOver")
          .put("request", request)
          .put("uid", parts[0])
          .put("times", Integer.parseInt(parts[1]));
    }
    return Json.as(DeletedResource.class, json);
  }
}
