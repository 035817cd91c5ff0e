package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.Snapshots;
import org.junit.jupiter.api.Test;

class FieldOwnershipTest {
  private static final String FLUX = entry("flux", "Apply", "", "{\"f:data\":{\"f:a\":{}}}");
  private static final String OURS =
      entry("soft-delete-restore", "Update", "", "{\"f:data\":{\"f:a\":{},\"f:b\":{}}}");

  @Test
  void whoOwnedWhatOwnsItAgain() {
    assertThat(merged("[" + FLUX + "]", "[" + OURS + "]", false)).hasToString("[" + FLUX + "]");
  }

  @Test
  void whoCameInMeanwhileKeepsWhatTheyWrote() {
    String newcomer = entry("hpa", "Update", "scale", "{\"f:spec\":{\"f:replicas\":{}}}");

    assertThat(merged("[" + FLUX + "]", "[" + OURS + "," + newcomer + "]", false))
        .hasToString("[" + FLUX + "," + newcomer + "]");
  }

  @Test
  void whoCameBackMeanwhileOwnsBoth() {
    String before = entry("controller", "Update", "", "{\"f:data\":{\"f:a\":{}}}");
    String since = entry("controller", "Update", "", "{\"f:data\":{\"f:c\":{}},\"f:spec\":{}}");

    ArrayNode merged = merged("[" + before + "]", "[" + OURS + "," + since + "]", false);

    assertThat(merged).hasSize(1);
    assertThat(merged.at("/0/fieldsV1"))
        .hasToString("{\"f:data\":{\"f:a\":{},\"f:c\":{}},\"f:spec\":{}}");
  }

  @Test
  void theWholeIsStillOwnedBesideItsMembers() {
    String before = entry("controller", "Update", "", "{\"f:data\":{}}");
    String since = entry("controller", "Update", "", "{\"f:data\":{\"f:c\":{}}}");

    ArrayNode merged = merged("[" + before + "]", "[" + OURS + "," + since + "]", false);

    assertThat(merged.at("/0/fieldsV1")).hasToString("{\"f:data\":{\".\":{},\"f:c\":{}}}");
  }

  @Test
  void whatAStandInAppliedIsUnitedWithWhatItsManagerUpdated() {
    String updated = entry("kubectl", "Update", "", "{\"f:data\":{\"f:a\":{}}}");
    String applied = entry("soft-delete-apply", "Apply", "", "{\"f:data\":{\"f:b\":{}}}");
    var entries =
        (ArrayNode) object("[" + updated + "," + applied + "]").metadata().path("managedFields");

    ArrayNode handedBack = FieldOwnership.asUpdated(entries, "soft-delete-apply", "kubectl");

    assertThat(handedBack).hasSize(1);
    assertThat(handedBack.at("/0/fieldsV1")).hasToString("{\"f:data\":{\"f:a\":{},\"f:b\":{}}}");
  }

  @Test
  void anApplierWhoseCreateWasTheRestoreOwnsNothingByThat() {
    String applier = entry("kubectl-create", "Update", "", "{\"f:data\":{\"f:z\":{}}}");

    assertThat(merged("[" + FLUX + "]", "[" + applier + "]", false)).hasToString("[" + FLUX + "]");
  }

  @Test
  void nobodyOwnsAStatusThatDidNotComeBack() {
    String status = entry("kcm", "Update", "status", "{\"f:status\":{\"f:x\":{}}}");

    assertThat(merged("[" + status + "]", "[" + OURS + "]", false)).isEmpty();
    assertThat(merged("[" + status + "]", "[" + OURS + "]", true)).hasToString("[" + status + "]");
  }

  @Test
  void whatAStatusUpdateWroteBesideTheStatusIsOwned() {
    String fields = "{\"f:metadata\":{\"f:annotations\":{\"f:revision\":{}}},\"f:status\":{}}";
    String status = entry("kcm", "Update", "status", fields);

    assertThat(merged("[" + status + "]", "[" + OURS + "]", false).at("/0/fieldsV1"))
        .hasToString("{\"f:metadata\":{\"f:annotations\":{\"f:revision\":{}}}}");
  }

  @Test
  void ownersAreOwnedUnderTheUidThatTheyHaveNow() {
    String fields =
        """
        {"f:metadata":{"f:ownerReferences":{".":{},"k:{\\"uid\\":\\"old\\"}":{},"k:{\\"uid\\":\\"dead\\"}":{}}}}\
        """;
    KubeObject snapshot =
        owned("old", entry("flux", "Apply", "", fields), ", " + owner("gone", "dead"));
    KubeObject live = owned("new", OURS, "");

    assertThat(FieldOwnership.merged(snapshot, live, false).at("/0/fieldsV1"))
        .hasToString(
            """
            {"f:metadata":{"f:ownerReferences":{".":{},"k:{\\"uid\\":\\"new\\"}":{}}}}\
            """);
  }

  private static KubeObject owned(String uid, String entry, String more) {
    return Snapshots.object(
        """
        {"metadata": {"creationTimestamp": "2026-01-01T00:00:00Z", "managedFields": [%s],
                      "ownerReferences": [%s%s]}}
        """
            .formatted(entry, owner("parent", uid), more));
  }

  private static String owner(String name, String uid) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"%s\",\"uid\":\"%s\"}"
        .formatted(name, uid);
  }

  private static ArrayNode merged(String snapshot, String live, boolean withStatus) {
    return FieldOwnership.merged(object(snapshot), object(live), withStatus);
  }

  private static KubeObject object(String managedFields) {
    return Snapshots.object(
        """
        {"metadata": {"creationTimestamp": "2026-01-01T00:00:00Z", "managedFields": %s}}
        """
            .formatted(managedFields));
  }

  private static String entry(String manager, String operation, String subresource, String fields) {
    String sub = subresource.isEmpty() ? "" : ",\"subresource\":\"" + subresource + "\"";
    return """
    {"manager":"%s","operation":"%s","time":"2026-01-01T00:00:00Z","fieldsV1":%s%s}\
    """
        .formatted(manager, operation, fields, sub);
  }
}
