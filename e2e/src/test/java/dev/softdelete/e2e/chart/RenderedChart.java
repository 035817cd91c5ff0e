package dev.softdelete.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What {@code helm template} makes of the chart; hooks are not among it.
 *
 * @param yaml as it is printed
 */
record RenderedChart(String yaml) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Helm chart() {
    return new Helm(Repository.file("helm/soft-delete-operator"));
  }

  /**
   * Renders it.
   *
   * @param values each {@code key=value}, as for {@code --set}
   */
  static RenderedChart with(String... values) {
    var template =
        chart().template().withName(Installation.RELEASE).withNamespace(Installation.NAMESPACE);
    for (String value : values) {
      template.set(value.split("=", 2)[0], value.split("=", 2)[1]);
    }
    return new RenderedChart(template.call());
  }

  List<JsonNode> objects() {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> ofKind(String kind) {
    return objects().stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
  }

  JsonNode only(String kind) {
    List<JsonNode> all = ofKind(kind);
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " objects of kind " + kind);
    }
    return all.getFirst();
  }

  JsonNode get(String kind, String name) {
    return ofKind(kind).stream()
        .filter(o -> o.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  /** Each {@code Kind name}. */
  List<String> names() {
    return objects().stream()
        .map(o -> o.path("kind").asText() + " " + o.at("/metadata/name").asText())
        .toList();
  }

  /** A YAML document that is not part of the chart, to compare with. */
  static JsonNode one(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
