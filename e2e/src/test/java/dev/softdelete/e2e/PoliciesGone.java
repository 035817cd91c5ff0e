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
 * After each class: its policies are deleted, so that they do not show in the next class. The next
 * class waits for the end of those alone that cover more than namespaces of a test; of the others,
 * the end of the next class checks that they have gone. Found by the service loader.
 */
public final class PoliciesGone implements AfterAllCallback {
  private static final Duration GONE_WITHIN = Duration.ofMinutes(2);
  private static final String RESERVATIONS = "/apis/softdelete.dev/v1/namereservations";

  private static final Set<String> IN_NO_NAMESPACE =
      Set.of("*", "persistentvolumes", "customresourcedefinitions", "priorityclasses");

  /** The class whose end deleted a policy, by the policy's name. */
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

  /** What is in no namespace is covered in the whole cluster, whatever the selector says. */
  private static boolean ofTestsAlone(JsonNode policy) {
    JsonNode labels = policy.at("/spec/namespaceSelector/matchLabels");
    if (!labels.has("test") && !labels.has(SharedPolicies.LABEL)) {
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
