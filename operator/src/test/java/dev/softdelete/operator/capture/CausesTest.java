package dev.softdelete.operator.capture;

import static dev.softdelete.operator.capture.Deletions.ANN;
import static dev.softdelete.operator.capture.Deletions.COLLECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import dev.softdelete.operator.kube.KubeObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  private final Causes causes =
      new Causes(
          uid -> Optional.ofNullable(heard.get(uid)),
          uid -> Optional.ofNullable(records.get(uid)),
          object -> object.owners().stream().filter(owner -> !owner.uid().equals("alive")));

  @Test
  void whoAskedIsTheCause() {
    heard("u", "ns", ANN, false);

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.of(ANN), Optional.empty(), true));
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

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.of(ANN), Optional.of("owner"), false));
  }

  @Test
  void theRootOfACascadeIsInTheOwnersRecord() {
    records.put("owner", Deletions.record("owner", ANN, "root"));

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.of(ANN), Optional.of("root"), false));
  }

  @Test
  void anOwnerThatNobodyWasHeardToDeleteIsTheGroup() {
    heard("u", "ns", COLLECTOR, false);

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.empty(), Optional.of("owner"), false));
  }

  @Test
  void whoDeletedTheNamespaceDeletedWhatIsInIt() {
    heard("ns", null, ANN, false);

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("ns"), true));
  }

  @Test
  void soTheyDidByItsRecord() {
    records.put("ns", Deletions.record("ns", ANN, null));

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("ns"), true));
  }

  @Test
  void whatIsInANamespaceThatWentWithItsOwnerIsNotCertain() {
    records.put("ns", Deletions.record("ns", ANN, "root"));

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("root"), false));
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

  private void heard(String uid, String namespace, Requester by, boolean contested) {
    heard.put(uid, new Heard(Deletions.identity(uid, namespace), by, contested));
  }

  private Cause of(KubeObject object) {
    return causes.of(object, Optional.empty());
  }
}
