package dev.softdelete.operator.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the chart's admission policies and their bindings. */
record AdmissionPoliciesCheck(ApiServer api, String namespace) implements Check {

  @Override
  public List<Finding> look() {
    var installed =
        new InstalledPolicies(
            byName("validatingadmissionpolicies"),
            byName("validatingadmissionpolicybindings"),
            byName(AdmissionNames.POLICIES),
            byName(AdmissionNames.BINDINGS),
            byName("mutatingwebhookconfigurations"));
    return List.of(
        installed.inPlace("system:serviceaccount:" + namespace + ":"), installed.stamped());
  }

  /** Returns the objects; none if the API server does not serve the kind. */
  private Map<String, JsonNode> byName(String plural) {
    Map<String, JsonNode> found = new HashMap<>();
    try {
      for (JsonNode item : Json.parse(api.get(AdmissionNames.collection(plural))).path("items")) {
        found.put(item.at("/metadata/name").asText(), item);
      }
    } catch (ApiException e) {
      if (!e.notFound()) {
        throw e;
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return InstalledPolicies.SUBJECT;
  }
}
