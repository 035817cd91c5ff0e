package dev.softdelete.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Pod of the chart's Deployment, as a kubelet reads it.
 *
 * @param spec the spec of the Pod
 */
record OperatorPod(JsonNode spec) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String NAME = "soft-delete-operator-0";

  /** Renders the chart with its default values, as {@code helm template} does. */
  static OperatorPod ofTheChart() throws IOException {
    String yaml =
        new Helm(Repository.file("helm/soft-delete-operator"))
            .template()
            .withName(Installation.RELEASE)
            .withNamespace(Installation.NAMESPACE)
            .call();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll().stream()
          .filter(object -> object.path("kind").asText().equals("Deployment"))
          .map(deployment -> new OperatorPod(deployment.at("/spec/template/spec")))
          .findFirst()
          .orElseThrow();
    }
  }

  private JsonNode container() {
    return spec.at("/containers/0");
  }

  /** Returns the environment; what refers to fields of the Pod is filled in. */
  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    for (JsonNode variable : container().path("env")) {
      String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
      environment.put(
          variable.path("name").asText(),
          switch (field) {
            case "" -> variable.path("value").asText();
            case "metadata.namespace" -> Installation.NAMESPACE;
            case "metadata.name" -> NAME;
            default -> throw new IllegalStateException("unknown field " + field);
          });
    }
    return environment;
  }

  List<String> arguments() {
    var arguments = new ArrayList<String>();
    container().path("args").forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  /** Returns the setting of the container, or else of the Pod. */
  private JsonNode security(String field) {
    JsonNode own = container().path("securityContext").path(field);
    return own.isMissingNode() ? spec.path("securityContext").path(field) : own;
  }

  int user() {
    return security("runAsUser").asInt();
  }

  int group() {
    return security("runAsGroup").asInt();
  }

  boolean readOnlyRoot() {
    return security("readOnlyRootFilesystem").asBoolean();
  }

  boolean mayGainPrivileges() {
    return security("allowPrivilegeEscalation").asBoolean(true);
  }

  boolean hasCapabilities() {
    return !security("capabilities").path("drop").toString().equals("[\"ALL\"]");
  }

  /** Returns the memory limit in bytes. */
  long memory() {
    String limit = container().at("/resources/limits/memory").asText();
    return Long.parseLong(limit.replace("Mi", "")) << 20;
  }

  /** Returns the paths at which empty directories are mounted. */
  List<String> emptyDirectories() {
    var empty = new ArrayList<String>();
    for (JsonNode mount : container().path("volumeMounts")) {
      for (JsonNode volume : spec.path("volumes")) {
        if (volume.path("name").equals(mount.path("name")) && volume.has("emptyDir")) {
          empty.add(mount.path("mountPath").asText());
        }
      }
    }
    return empty;
  }
}
