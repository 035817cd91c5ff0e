package dev.softdelete.operator.capture;

import static dev.softdelete.operator.capture.Deletions.ANN;
import static dev.softdelete.operator.capture.Deletions.COLLECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausesTest {
  private static final KubeObject OBJECT = Deletions.object("{\"metadata\": {\"uid\": \"u\"}}");
  private static final KubeObject OWNED =
      Deletions.object(
          """
          {"metadata": {"uid": "u", "namespace": "ns", "ownerReferences": [
            {"apiVersion": "v1", "kind": "Gadget", "name": "other", "uid": "alive"},
            {"apiVersion": "v1", "kind": "Gadget", "name": "owner", "uid": "owner"}]}}
          """);

  private final Map<String, Heard> heard = new HashMap<>();
  private final Map<String, DeletedResource> records = new HashMap<>();
  private final FinalDeletions finals = new FinalDeletions();
  private final Causes causes =
      new Causes(
          uid -> Optional.ofNullable(heard.get(uid)),
          uid -> Optional.ofNullable(records.get(uid)),
          object -> object.owners().stream().filter(owner -> !owner.uid().equals("alive")),
          finals);

  @Test
  void whoAskedIsTheCause() {
    heard("u", "ns", ANN, false);

    assertThat(of(OWNED))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.empty(), true, false, false));
  }

  @Test
  void ofTwoWhoAskedTheLastIsNotCertain() {
    heard("u", "ns", ANN, true);

    assertThat(of(OBJECT).certain()).isFalse();
  }

  @Test
  void whatNobodyWasHeardToAskForIsUnknown() {
    assertThat(of(OBJECT)).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void theCollectorActsForWhoDeletedTheOwner() {
    heard("u", "ns", COLLECTOR, false);
    heard("owner", "ns", ANN, false);

    assertThat(of(OWNED))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("owner"), false, false, false));
  }

  @Test
  void theRootOfACascadeIsInTheOwnersRecord() {
    records.put("owner", Deletions.record("owner", ANN, "root"));

    assertThat(of(OWNED))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("root"), false, false, false));
  }

  @Test
  void anOwnerThatNobodyWasHeardToDeleteIsTheGroup() {
    heard("u", "ns", COLLECTOR, false);

    assertThat(of(OWNED))
        .isEqualTo(new Cause(Optional.empty(), Optional.of("owner"), false, false, false));
  }

  @Test
  void whoDeletedTheNamespaceDeletedWhatIsInIt() {
    heard("ns", null, ANN, false);

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("ns"), true, false, false));
  }

  @Test
  void soTheyDidByItsRecord() {
    records.put("ns", Deletions.record("ns", ANN, null));

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("ns"), true, false, false));
  }

  @Test
  void whatIsInANamespaceThatWentWithItsOwnerIsNotCertain() {
    records.put("ns", Deletions.record("ns", ANN, "root"));

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("root"), false, false, false));
  }

  @Test
  void whoDeletedSomethingInAnotherNamespaceHasDeletedNoOwner() {
    heard("owner", "other", ANN, false);

    assertThat(of(OWNED)).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void norDidTheyByItsRecord() {
    records.put("owner", Deletions.record("owner", ANN, null));

    assertThat(of(Deletions.object(OWNED.json().toString().replace("\"ns\"", "\"other\""))))
        .isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void anOwnerMayBeInNoNamespace() {
    heard("owner", null, ANN, false);

    assertThat(of(OWNED).by()).contains(ANN);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what was heard or recorded          | object  | owner   | record | routine
          a controller deletes the root         | routine |         |        | true
          a person deletes the root             | person  |         |        | false
          both the owner and the object, a controller | routine | routine | | true
          a controller clears up after a person | routine | person  |        | false
          the same, by the record of the owner  | routine |         | person | false
          a controller, by the record of the owner | routine |      | routine | true
          an owner that nobody was heard to delete | routine |      | unknown | false
          the collector, after a controller     |         | routine |        | true
          the collector, after a person         |         | person  |        | false
          the collector, by the record of the owner |     |         | routine | true
          the collector, by the record of a person |      |         | person | false
          nobody was heard                      |         |         |        | false
          """)
  void aDeletionIsRoutineIfItsRootIs(
      String what, String object, String owner, String record, boolean routine) {
    if (object != null) {
      heard("u", object.equals("routine"), owner == null && record == null ? "alive" : "owner");
    }
    if (owner != null) {
      heard("owner", owner.equals("routine"), "alive");
    }
    if (record != null) {
      records.put("owner", record(record));
    }

    boolean hasOwner = owner != null || record != null;
    assertThat(of(hasOwner || object == null ? OWNED : OBJECT).routine()).isEqualTo(routine);
  }

  @Test
  void theOwnersFinalDeleteIsTheCauseOfWhatGoesWithIt() {
    causes.isFinal(
        Deletions.object("{\"metadata\": {\"uid\": \"owner\"}}"),
        new Cause(Optional.of(ANN), Optional.empty(), true, false, true));

    assertThat(of(OWNED))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("owner"), true, true, true));
  }

  @Test
  void andOfWhatGoesWithThat() {
    causes.isFinal(
        Deletions.object("{\"metadata\": {\"uid\": \"owner\"}}"),
        new Cause(Optional.of(ANN), Optional.of("root"), true, true, false));

    assertThat(of(OWNED).group()).contains("root");
    assertThat(of(OWNED).throughOwner()).isTrue();
  }

  @Test
  void whatGoesWithANamespaceIsRoutineIfThatIs() {
    heard("u", true, "alive");
    heard("ns", true, "alive");

    assertThat(causes.of(OBJECT, Optional.of("ns")).routine()).isTrue();

    heard("ns", "any", ANN, false);
    assertThat(causes.of(OBJECT, Optional.of("ns")).routine()).isFalse();
  }

  @Test
  void aGrandchildIsRoutineOnlyIfNoPersonDeletedItsGrandparent() {
    heard("owner", true, "grandparent");
    heard("grandparent", "ns", ANN, false);

    assertThat(of(OWNED).routine()).isFalse();
  }

  @Test
  void ownersInACircleEnd() {
    heard("owner", true, "u");
    heard("u", true, "owner");

    assertThat(of(OWNED).routine()).isFalse();
  }

  private static DeletedResource record(String by) {
    ObjectNode json = Json.tree(Deletions.record("owner", by.equals("unknown") ? null : ANN, null));
    if (by.equals("routine")) {
      json.withObject("/spec").put("routine", true);
    }
    return Json.as(DeletedResource.class, json);
  }

  private void heard(String uid, boolean routine, String owner) {
    heard.put(uid, new Heard(Deletions.identity(uid, "ns"), ANN, false, routine, List.of(owner)));
  }

  private void heard(String uid, String namespace, Requester by, boolean contested) {
    heard.put(uid, new Heard(Deletions.identity(uid, namespace), by, contested, false, List.of()));
  }

  private Cause of(KubeObject object) {
    return causes.of(object, Optional.empty());
  }
}
