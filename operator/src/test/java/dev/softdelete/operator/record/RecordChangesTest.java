package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordChangesTest {
  private static final String TIME = "2026-01-03T00:00:00Z";
  private static final String LATER = "2026-02-03T00:00:00Z";

  private final RecordChanges changes = new RecordChanges();

  @Test
  void theFirstLookTellsNothing() {
    assertThat(messages(record(TIME, true, "ann", "bob"))).isEmpty();
  }

  @Test
  void whoHoldsAndWhoLifts() {
    messages(record(TIME, false, null, null));

    assertThat(messages(record(TIME, true, null, "ann"))).containsExactly("ann set a legal hold.");
    assertThat(messages(record(TIME, true, null, "ann"))).isEmpty();
    assertThat(messages(record(TIME, false, null, "bob")))
        .containsExactly("bob lifted the legal hold.");
  }

  @Test
  void whoMovesThePurgeTime() {
    messages(record(TIME, false, null, null));

    assertThat(messages(record(LATER, false, "ann", null)))
        .containsExactly("ann moved the purge time from " + TIME + " to " + LATER + ".");
    assertThat(messages(record(null, false, "bob", null)))
        .containsExactly("bob moved the purge time from " + LATER + " to never.");
  }

  @Test
  void whatNobodyIsNamedForIsTheOperatorsOwn() {
    messages(record(TIME, true, null, "ann"));

    assertThat(messages(record(TIME, false, null, null))).isEmpty();
  }

  @Test
  void whatIsForgottenIsLookedAtAnew() {
    messages(record(TIME, false, null, null));
    changes.forget(record(TIME, false, null, null));

    assertThat(messages(record(TIME, true, null, "ann"))).isEmpty();
  }

  private List<String> messages(DeletedResource record) {
    return changes.in(record).stream().map(RecordChanges.Change::message).toList();
  }

  private static DeletedResource record(
      String purgeTime, boolean held, String mover, String holder) {
    var json = Json.tree(Records.purgedAt(purgeTime, held));
    json.withObject("/metadata").put("uid", "r-1");
    if (mover != null) {
      json.withObject("/spec/purgeTimeMovedBy").put("username", mover);
    }
    if (holder != null) {
      json.withObject("/spec/legalHoldBy").put("username", holder);
    }
    return Json.as(DeletedResource.class, json);
  }
}
