package dev.softdelete.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Deletes the policies of each test class after the class, so that they do not affect the next
 * class. The next class waits only for the deletion of policies that cover more than the namespaces
 * of a test. For the other policies, the end of the next class checks that they are gone. The
 * service loader finds this extension.
 */
public final class PoliciesGone implements AfterAllCallback {
  private static final Duration GONE_WITHIN = Duration.ofMinutes(2);
  private static final String RESERVATIONS = "/apis/softdelete.dev/v1/namereservations";

  private static final Set<String> IN_NO_NAMESPACE =
      Set.of("*", "persistentvolumes", "customresourcedefinitions", "priorityclasses");

  /** The deleted policies: from the name of a policy to the class whose end deleted it. */
  private static final Map<String, String> DELETED_AFTER = new HashMap<>();

  @Override
  public void afterAll(ExtensionContext context) {
    if (!Cluster.started()) {
      return;
    }
    var awaited = new TreeMap<>(DELETED_AFTER);
    DELETED_AFTER.clear();
    Cluster.sharedPolicies().forgetUnused();
    for (JsonNode policy : policies()) {
      String name = policy.at("/metadata/name").asText();
      if (!Cluster.sharedPolicies().contains(name) && !awaited.containsKey(name)) {
        Caller.administrator().delete(Cluster.POLICIES + "/" + name, "{}");
        (ofTestsAlone(policy) ? DELETED_AFTER : awaited).put(name, context.getDisplayName());
      }
    }
    Caller.administrator().delete(RESERVATIONS, "{}");
    awaitGone(awaited);
  }

  /**
   * Whether the policy covers only namespaces of tests. A policy over a cluster-scoped kind covers
   * the whole cluster, whatever its namespaceSelector says.
   */
  private static boolean ofTestsAlone(JsonNode policy) {
    JsonNode labels = policy.at("/spec/namespaceSelector/matchLabels");
    if (!labels.has(SharedPolicies.LABEL)) {
      return false;
    }
    for (JsonNode rule : policy.at("/spec/resources")) {
      for (JsonNode resource : rule.path("resources")) {
        if (IN_NO_NAMESPACE.contains(resource.asText())) {
          return false;
        }
      }
    }
    return true;
  }

  private static void awaitGone(Map<String, String> classesByPolicy) {
    if (classesByPolicy.isEmpty()) {
      return;
    }
    var _ = Cluster.anyOperator();
    await()
        .atMost(GONE_WITHIN)
        .untilAsserted(
            () ->
                assertThat(names())
                    .as("policies that are still there, of %s", classesByPolicy)
                    .doesNotContainAnyElementsOf(classesByPolicy.keySet()));
  }

  private static Set<String> names() {
    var names = new TreeSet<String>();
    policies().forEach(policy -> names.add(policy.at("/metadata/name").asText()));
    return names;
  }

  private static JsonNode policies() {
    return Caller.administrator().get(Cluster.POLICIES).body().path("items");
  }
}
