package dev.softdelete.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The output of {@code helm template} for the chart. It contains no hooks.
 *
 * @param yaml the printed YAML
 */
record RenderedChart(String yaml) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Helm chart() {
    return new Helm(Repository.file("helm/soft-delete-operator"));
  }

  /**
   * Renders the chart.
   *
   * @param values the values, each {@code key=value}, as for {@code --set}
   */
  static RenderedChart with(String... values) {
    var template =
        chart().template().withName(Installation.RELEASE).withNamespace(Installation.NAMESPACE);
    for (String value : values) {
      template.set(value.split("=", 2)[0], value.split("=", 2)[1]);
    }
    return new RenderedChart(template.call());
  }

  /** Renders the chart with a file of values. */
  static RenderedChart withFile(Path values) {
    return new RenderedChart(
        chart()
            .template()
            .withName(Installation.RELEASE)
            .withNamespace(Installation.NAMESPACE)
            .withValuesFile(values)
            .call());
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

  /** Returns each object as {@code Kind name}. */
  List<String> names() {
    return objects().stream()
        .map(o -> o.path("kind").asText() + " " + o.at("/metadata/name").asText())
        .toList();
  }

  /** Parses a YAML document that is not part of the chart, for comparisons. */
  static JsonNode one(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
