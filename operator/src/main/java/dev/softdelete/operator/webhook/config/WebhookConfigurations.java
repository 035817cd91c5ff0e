package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.webhook.tls.CaBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our webhook configurations in the API server: a mutating and a validating one that follow the
 * policies, and all others with our label, which other parts of the operator maintain.
 */
final class WebhookConfigurations {
  private static final List<String> PLURALS =
      List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations");
  private static final String LABELLED = "app.kubernetes.io%2Fmanaged-by=soft-delete-operator";
  private static final String BUNDLE = "/clientConfig/caBundle";

  private final ConfigurationWriter writer;
  private final ApiServer api;

  WebhookConfigurations(ConfigurationWriter writer) {
    this.writer = writer;
    this.api = writer.api();
  }

  /** The live configurations. A configuration that does not exist is left out. */
  record Live(List<ObjectNode> configurations) {

    /** Whether both configurations that follow the policies exist. */
    boolean complete() {
      return ours().count() == PLURALS.size();
    }

    private Stream<ObjectNode> ours() {
      return configurations.stream()
          .filter(c -> c.at("/metadata/name").asText().equals(WebhookManifests.NAME));
    }

    private Stream<JsonNode> webhooks() {
      return configurations.stream().flatMap(c -> c.path("webhooks").valueStream());
    }

    private Stream<CaBundle> bundles() {
      return webhooks().map(w -> CaBundle.ofBase64(w.at(BUNDLE).asText()));
    }

    /**
     * Returns the authorities that every webhook trusts. The result is empty if there is no
     * webhook.
     */
    Optional<CaBundle> trustedByAll() {
      return bundles().reduce(CaBundle::common);
    }

    /** Returns the authorities that at least one webhook trusts. */
    CaBundle trustedByAny() {
      return bundles().reduce(CaBundle.NONE, CaBundle::with);
    }

    /** Returns the webhooks of a policy in the configuration of that kind. */
    List<ObjectNode> webhooks(String kind, String namePrefix) {
      return ours()
          .filter(c -> c.path("kind").asText().equals(kind))
          .flatMap(c -> c.path("webhooks").valueStream())
          .filter(w -> w.path("name").asText().startsWith(namePrefix))
          .map(w -> (ObjectNode) w.deepCopy())
          .toList();
    }
  }

  Live read() {
    var all = new ArrayList<ObjectNode>();
    for (String plural : PLURALS) {
      ObjectNode list =
          Json.parse(api.get(AdmissionNames.collection(plural) + "?labelSelector=" + LABELLED));
      String kind = list.path("kind").asText().replaceAll("List$", "");
      list.path("items").forEach(item -> all.add(((ObjectNode) item).put("kind", kind)));
    }
    return new Live(all);
  }

  /** Writes the configurations, which are given in the order mutating, validating. */
  void write(List<ObjectNode> configurations) {
    for (int i = 0; i < PLURALS.size(); i++) {
      writer.apply(new AdmissionManifest(PLURALS.get(i), configurations.get(i)));
    }
  }

  /** Returns the reason why the API server would refuse the configurations, if it would. */
  Optional<String> objection(List<ObjectNode> configurations) {
    try {
      for (int i = 0; i < PLURALS.size(); i++) {
        writer.applyDryRun(new AdmissionManifest(PLURALS.get(i), configurations.get(i)));
      }
      return Optional.empty();
    } catch (ApiException e) {
      if (!refused(e)) {
        throw e;
      }
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), "refused"));
    }
  }

  /** Whether the API server refused the content of the request. */
  static boolean refused(ApiException e) {
    return e.code() == 400 || e.code() == 413 || e.code() == 422;
  }

  /** Removes the configurations that follow the policies. Does nothing if there are none. */
  void remove() {
    remove(api);
  }

  static void remove(ApiServer api) {
    PLURALS.forEach(plural -> api.delete(path(plural)));
  }

  private static String path(String plural) {
    return AdmissionNames.path(plural, WebhookManifests.NAME);
  }
}
