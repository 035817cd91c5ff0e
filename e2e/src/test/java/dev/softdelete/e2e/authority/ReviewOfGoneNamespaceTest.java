package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Review.ask;
import static dev.softdelete.e2e.authority.Review.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was deleted with its namespace, or at cluster scope, has its record with the operator. */
@Tag("soak")
class ReviewOfGoneNamespaceTest {
  private static final String SYSTEM = Installation.NAMESPACE;
  private static final String REVIEWS = "deletedresourcereviews.softdelete.dev";
  private static final String RECORDS = "deletedresources.softdelete.dev";
  private static Kubectl admin;
  private static String ns;
  private static Deleted map;
  private static Deleted namespace;

  @BeforeAll
  static void deleteANamespace() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps, namespaces]}]
            """);
    admin = Cluster.kubectl();
    admin.run("create", "configmap", "of-" + ns, "-n", ns, "--from-literal=k=v");
    admin.run("delete", "namespace", ns, "--timeout=90s");
    map = Deleted.find(SYSTEM, "of-" + ns);
    namespace = Deleted.find(SYSTEM, ns);
  }

  @Test
  void isToldToWhoMayReadTheWholeCluster() {
    Caller olga =
        Caller.as(Person.called("olga").withEverywhere("view", "create " + REVIEWS).name());

    assertThat(Review.manifest(ask(olga, map), map).at("/data/k").asText()).isEqualTo("v");
  }

  @Test
  void isToldToWhoMayReadTheOperatorsNamespace() {
    Person sam =
        Person.called("sam")
            .may(SYSTEM, "create", REVIEWS)
            .may(SYSTEM, "get", RECORDS)
            .may(SYSTEM, "get", "configmaps");

    assertThat(Review.manifest(ask(Caller.as(sam.name()), map), map).at("/data/k").asText())
        .isEqualTo("v");
  }

  @Test
  void isNotToldByARightToAnObjectOfThatNameElsewhere() {
    Person ruth =
        Person.called("ruth")
            .may(SYSTEM, "create", REVIEWS)
            .may(SYSTEM, "get", RECORDS)
            .mayOnly(SYSTEM, "get", "configmaps", "of-" + ns);

    refused(
        ask(Caller.as(ruth.name()), map),
        403,
        "this takes the verb \"get\" on configmaps in namespace soft-delete-system, because"
            + " namespace "
            + ns
            + " was deleted with its role bindings");
  }

  @Test
  void isNotToldToWhoHasTakenTheNameOfTheNamespace() {
    String taken =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin.run("create", "configmap", "of-" + taken, "-n", taken, "--from-literal=k=v");
    admin.run("delete", "namespace", taken, "--timeout=90s");
    Deleted before = Deleted.find(SYSTEM, "of-" + taken);
    admin.run("create", "namespace", taken);
    Person stranger =
        Person.called("stranger")
            .with("admin", taken, "create " + REVIEWS)
            .may(SYSTEM, "create", REVIEWS)
            .may(SYSTEM, "get", RECORDS);

    refused(ask(Caller.as(stranger.name()), before), 403, "was deleted with its role bindings");
    refused(
        ask(Caller.as(stranger.name()), taken, "{record: %s}".formatted(before.record())),
        404,
        "not found");
  }

  @Test
  void aClusterScopedObjectTakesTheRightToGetIt() {
    Person carl = Person.called("carl").may(SYSTEM, "create", REVIEWS).may(SYSTEM, "get", RECORDS);
    Caller caller = Caller.as(carl.name());

    refused(ask(caller, namespace), 403, "this takes the verb \"get\" on namespaces \"" + ns);
    carl.withEverywhere("view", "get namespaces");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        Review.manifest(ask(caller, namespace), namespace)
                            .at("/metadata/name")
                            .asText())
                    .isEqualTo(ns));
  }

  @Test
  void nobodyAsksInANamespaceThatIsNotThere() {
    Caller.Answer answer = ask(Caller.administrator(), ns, "{record: %s}".formatted(map.record()));

    assertThat(answer.code()).as(answer.toString()).isEqualTo(404);
    assertThat(answer.message()).contains("namespaces \"" + ns + "\" not found");
  }
}
