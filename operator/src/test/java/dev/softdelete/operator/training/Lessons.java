package dev.softdelete.operator.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.time.Duration;

/** The work that the operator does while it is observed: the life of a deleted object. */
final class Lessons {
  private static final Duration DONE_WITHIN = Duration.ofSeconds(20);
  private static final ObjectPath RECORDS =
      Scene.path("/apis/softdelete.dev/v1/namespaces/shop/deletedresources");
  private static final ObjectPath DELETED =
      Scene.path("/api/v1/namespaces/shop/configmaps/deleted");

  private final SimulatedObjects objects;
  private final Trainee operator;

  Lessons(SimulatedObjects objects, Trainee operator) {
    this.objects = objects;
    this.operator = operator;
  }

  /** Runs all lessons. If one fails, the cache only helps a little less. */
  void teach() throws InterruptedException {
    try {
      operator.get("/healthz");
      operator.get("/metrics");
      capture();
      questions();
      restore();
    } catch (IOException | RuntimeException e) {
      System.out.println("[WARNING] The AOT cache lacks some of the operator's work: " + e);
    }
  }

  private void capture() throws InterruptedException {
    operator.await("captured", DONE_WITHIN, () -> objects.get(DELETED).isEmpty());
  }

  private void restore() throws InterruptedException {
    ObjectNode annotate = Json.object();
    annotate.putObject("metadata").putObject("annotations").put("softdelete.dev/restore", "true");
    // On a real cluster, admission policies set the requester.
    annotate.putObject("spec").putObject("restoreRequestedBy").put("username", "trainer");
    objects.patch(record(), annotate);
    operator.await("restored", DONE_WITHIN, () -> objects.get(DELETED).isPresent());
  }

  private ObjectPath record() {
    return RECORDS.named(objects.list(RECORDS).getFirst().at("/metadata/name").asText());
  }

  /** Calls the webhook as the API server does, at the paths of the webhook configurations. */
  private void questions() throws IOException, InterruptedException {
    try (var questions = new WebhookQuestions(operator.webhookPort())) {
      for (String configurations :
          new String[] {"mutatingwebhookconfigurations", "validatingwebhookconfigurations"}) {
        var all = Scene.path("/apis/admissionregistration.k8s.io/v1/" + configurations);
        operator.await("asked for questions", DONE_WITHIN, () -> !objects.list(all).isEmpty());
        for (ObjectNode configuration : objects.list(all)) {
          questions.ask(configuration);
        }
      }
    }
  }
}
