package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A manifest in YAML with placeholders such as {@code ${name}}. The file is a resource beside the
 * class that fills it.
 *
 * <ul>
 *   <li>A text that consists of a placeholder becomes the value, of any type. A field without a
 *       value is left out. In a list, a value that is a list is replaced by its items.
 *   <li>A placeholder within a longer text, which is always a CEL expression, becomes a CEL literal
 *       of the value, or a whole expression.
 * </ul>
 *
 * The YAML is parsed before it is filled, and values are not searched for placeholders. So no value
 * can change anything else than its own place.
 */
public final class ManifestTemplate {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private final ObjectNode yaml;
  private final Map<String, JsonNode> values;
  private final Map<String, String> expressions;

  private ManifestTemplate(
      ObjectNode yaml, Map<String, JsonNode> values, Map<String, String> expressions) {
    this.yaml = yaml;
    this.values = values;
    this.expressions = expressions;
  }

  /** Reads the template from a file beside a class. */
  public static ManifestTemplate beside(Class<?> user, String file) {
    try (InputStream in = Objects.requireNonNull(user.getResourceAsStream(file), file)) {
      return of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ManifestTemplate of(byte[] yaml) throws IOException {
    return new ManifestTemplate((ObjectNode) YAML.readTree(yaml), Map.of(), Map.of());
  }

  /**
   * Returns the template with a value.
   *
   * @param value anything that can be written as JSON; null if there is no value
   */
  public ManifestTemplate with(String name, Object value) {
    var more = new HashMap<>(values);
    more.put(name, value == null ? MissingNode.getInstance() : Json.node(value));
    return new ManifestTemplate(yaml, more, expressions);
  }

  /**
   * Returns the template with a CEL expression, which becomes part of the expressions around it.
   */
  public ManifestTemplate withExpression(String name, String cel) {
    var more = new HashMap<>(expressions);
    more.put(name, cel);
    return new ManifestTemplate(yaml, values, more);
  }

  /** Returns the manifest. */
  public ObjectNode json() {
    return object(yaml);
  }

  private JsonNode filled(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      case TextNode text -> text(text.textValue());
      default -> node;
    };
  }

  private ObjectNode object(ObjectNode object) {
    ObjectNode filled = Json.object();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = filled(field.getValue());
      if (!value.isMissingNode()) {
        filled.set(field.getKey(), value);
      }
    }
    return filled;
  }

  private ArrayNode array(ArrayNode array) {
    ArrayNode filled = array.arrayNode();
    for (JsonNode item : array) {
      JsonNode value = filled(item);
      if (item.isTextual() && value instanceof ArrayNode list) {
        filled.addAll(list);
      } else {
        filled.add(value);
      }
    }
    return filled;
  }

  private JsonNode text(String text) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    if (placeholder.matches() && !expressions.containsKey(placeholder.group(1))) {
      return value(placeholder.group(1));
    }
    return TextNode.valueOf(placeholder.replaceAll(match -> Matcher.quoteReplacement(cel(match))));
  }

  private String cel(MatchResult placeholder) {
    String name = placeholder.group(1);
    String expression = expressions.get(name);
    return expression != null ? expression : literal(value(name));
  }

  private static String literal(JsonNode value) {
    return switch (value) {
      case TextNode text -> Cel.quote(text.textValue());
      case ArrayNode list ->
          Cel.list(
              StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).toList());
      default -> throw new IllegalArgumentException("no CEL literal for " + value.getNodeType());
    };
  }

  private JsonNode value(String name) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("the placeholder " + name + " is not filled");
    }
    return value;
  }
}
