package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Review.ask;
import static dev.softdelete.e2e.authority.Review.refused;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A review that cannot be answered says why. */
class ReviewRefusalTest {
  private static final Caller ADMIN = Caller.administrator();
  private static Kubectl admin;
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retentionBounds: {min: 1h, max: Indefinite}
            """);
    admin = Cluster.kubectl();
  }

  @Test
  void noSuchRecord() {
    refused(
        ask(ADMIN, ns, "{record: configmap-never-0000000000}"),
        404,
        "deletedresources.softdelete.dev \"configmap-never-0000000000\" not found");
  }

  @Test
  void aPurgedRecordThatIsKeptByAFinalizerOfAnother() {
    Deleted deleted = Deleted.configMap(ns, "purged");
    patch(deleted, "[{\"op\":\"add\",\"path\":\"/metadata/finalizers/-\",\"value\":\"a.b/c\"}]");
    allowed(deleted.purge(admin));
    deleted.awaitField("condition=Purged");

    refused(ask(ADMIN, deleted), 410, "is gone for good");

    deleted.awaitFinalizerOff();
    patch(deleted, "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
  }

  @Test
  void aCopyThatSomebodyHasDeleted() {
    Deleted deleted = Deleted.configMap(ns, "lost");
    String uid = deleted.field(".spec.resource.uid");
    Kubectl operator = admin.of(Cluster.installation().operatorKubeconfig());
    operator.run(
        with("patch", secretOf(uid), "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}"));
    operator.run(with("delete", secretOf(uid), "--wait=true"));

    refused(ask(ADMIN, deleted), 500, "the stored copy cannot be used", "is missing");
  }

  @Test
  void aSpecThatTheSchemaRefuses() {
    refused(ask(ADMIN, ns, "{}"), 422, "spec.record must be");
    refused(ask(ADMIN, ns, "{record: a, include: []}"), 422, "spec.include must be");
    refused(ask(ADMIN, ns, "{record: a, include: [Everything]}"), 422, "spec.include must be");
    refused(ask(ADMIN, ns, "{record: %s}".formatted("a".repeat(2_000_000))), 422, "spec.record");
  }

  private static void patch(Deleted deleted, String operations) {
    admin.run("patch", "deleted", deleted.record(), "-n", ns, "--type=json", "-p", operations);
  }

  private static String secretOf(String uid) {
    return admin.run(
        "get",
        "secrets",
        "-n",
        Installation.NAMESPACE,
        "-l",
        "softdelete.dev/uid=" + uid,
        "-o",
        "jsonpath={.items[*].metadata.name}");
  }

  private static String[] with(String verb, String secret, String... more) {
    return Stream.concat(
            Stream.of(verb, "secret", secret, "-n", Installation.NAMESPACE), Stream.of(more))
        .toArray(String[]::new);
  }
}
