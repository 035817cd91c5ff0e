package dev.softdelete.operator.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reviews of a ConfigMap under the policy "strict", which selects the label "tier: prod". */
final class Reviews {
  static final WinningPolicy WINNING = winning();

  private Reviews() {}

  private static WinningPolicy winning() {
    var strict =
        PolicyFixture.policy(
            """
            {"resources": [{"apiGroups": [""], "resources": ["configmaps"]}],
             "objectSelector": {"matchLabels": {"tier": "prod"}}}
            """);
    strict.getMetadata().setName("strict");
    return new WinningPolicy(() -> List.of(strict), name -> Optional.empty());
  }

  /** Returns the finalizers of the object after the review, shortened and separated by spaces. */
  static String answered(
      AdmissionHandler handler,
      String tier,
      String finalizers,
      String tierBefore,
      String finalizersBefore) {
    KubeObject object = configMap(tier, finalizers);
    var old = Optional.ofNullable(tierBefore).map(t -> configMap(t, finalizersBefore));
    return switch (handler.answer(request(object, old))) {
      case AdmissionResponse.Patched patched -> texts(patched.patch().at("/0/value"));
      default -> finalizers;
    };
  }

  private static String texts(com.fasterxml.jackson.databind.JsonNode list) {
    String texts =
        StreamSupport.stream(list.spliterator(), false)
            .map(f -> f.asText().replace(".softdelete.dev", "").replace("softdelete.dev/", ""))
            .collect(Collectors.joining(" "));
    return texts.isEmpty() ? "-" : texts;
  }

  private static KubeObject configMap(String tier, String finalizers) {
    ObjectNode json = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = json.putObject("metadata").put("name", "web").put("namespace", "ns");
    metadata.putObject("labels").put("tier", tier);
    ArrayNode list = metadata.putArray("finalizers");
    if (!finalizers.equals("-")) {
      for (String finalizer : finalizers.split(" ", -1)) {
        list.add(
            finalizer
                .replace("terms/", "terms.softdelete.dev/")
                .replaceFirst("^retain$", "softdelete.dev/retain"));
      }
    }
    return new KubeObject(json);
  }

  private static AdmissionRequest request(KubeObject object, Optional<KubeObject> old) {
    return new AdmissionRequest(
        "u",
        "",
        "v1",
        "configmaps",
        "ConfigMap",
        old.isPresent() ? "UPDATE" : "CREATE",
        Optional.of("ns"),
        "web",
        new Requester("ann", null, List.of(), null),
        Optional.of(object),
        old,
        false,
        Json.object());
  }
}
