package dev.softdelete.operator.capture;

import static dev.softdelete.operator.capture.Deletions.ANN;
import static dev.softdelete.operator.capture.Deletions.COLLECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
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
          {"metadata": {"uid": "u", "ownerReferences": [
            {"apiVersion": "v1", "kind": "Gadget", "name": "other", "uid": "alive"},
            {"apiVersion": "v1", "kind": "Gadget", "name": "owner", "uid": "owner"}]}}
          """);

  private final Map<String, Heard> heard = new HashMap<>();
  private final Map<String, DeletedResource> records = new HashMap<>();
  private final Causes causes =
      new Causes(
          uid -> Optional.ofNullable(heard.get(uid)),
          uid -> Optional.ofNullable(records.get(uid)),
          (owner, namespace) -> owner.uid().equals("alive"));

  @Test
  void whoAskedIsTheCause() {
    heard.put("u", new Heard(ANN, false));

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.of(ANN), Optional.empty(), true));
  }

  @Test
  void ofTwoWhoAskedTheLastIsNotCertain() {
    heard.put("u", new Heard(ANN, true));

    assertThat(of(OBJECT).certain()).isFalse();
  }

  @Test
  void whatNobodyWasHeardToAskForIsUnknown() {
    assertThat(of(OBJECT)).isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void theCollectorActsForWhoDeletedTheOwner() {
    heard.put("u", new Heard(COLLECTOR, false));
    heard.put("owner", new Heard(ANN, false));

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.of(ANN), Optional.of("owner"), true));
  }

  @Test
  void theRootOfACascadeIsInTheOwnersRecord() {
    records.put("owner", Deletions.record("owner", ANN, "root"));

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.of(ANN), Optional.of("root"), true));
  }

  @Test
  void anOwnerThatNobodyWasHeardToDeleteIsTheGroup() {
    heard.put("u", new Heard(COLLECTOR, false));

    assertThat(of(OWNED)).isEqualTo(new Cause(Optional.empty(), Optional.of("owner"), false));
  }

  @Test
  void whoDeletedTheNamespaceDeletedWhatIsInIt() {
    heard.put("ns", new Heard(ANN, false));

    assertThat(causes.of(OBJECT, Optional.of("ns")))
        .isEqualTo(new Cause(Optional.of(ANN), Optional.of("ns"), true));
  }

  private Cause of(KubeObject object) {
    return causes.of(object, Optional.empty());
  }
}
