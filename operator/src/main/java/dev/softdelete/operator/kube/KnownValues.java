package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of the objects that a text may speak of. A word of the text may be told if it is none
 * of them, or part of one. If the objects are not known, only common words may be told.
 */
final class KnownValues {
  private static final List<String> IDENTITY =
      List.of("/apiVersion", "/kind", "/metadata/name", "/metadata/namespace");

  private static final Set<String> PAYLOAD_OF_SECRETS = Set.of("data", "stringData");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern SIGNS = Pattern.compile("[-=!<>&|:;.,()/+*…]{1,3}");

  private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** Shorter words occur in longer ones by chance. */
  private static final int LONG_ENOUGH = 4;

  private final boolean known;

  /** The values of more than one word, those of one word, and the words of all, in lower case. */
  private final Set<String> phrases = new HashSet<>();

  private final Set<String> single = new HashSet<>();
  private final Set<String> words = new HashSet<>();

  /** All values, in which a text may have found a part of a word. */
  private final StringBuilder text = new StringBuilder();

  /** What a record says of its object anyway. */
  private final Set<String> identity = new HashSet<>();

  private final Set<String> fieldNames = new HashSet<>();

  private KnownValues(boolean known) {
    this.known = known;
  }

  /** Returns the values of these objects; of no known objects if there are none. */
  static KnownValues of(List<JsonNode> objects) {
    var values =
        new KnownValues(!objects.isEmpty() && objects.stream().allMatch(KnownValues::isWhole));
    objects.forEach(values::add);
    return values;
  }

  private static boolean isWhole(JsonNode object) {
    return !object.path("kind").asText().startsWith("PartialObjectMetadata");
  }

  private void add(JsonNode object) {
    for (String pointer : IDENTITY) {
      String value = object.at(pointer).asText().toLowerCase(Locale.ROOT);
      identity.add(value);
      identity.addAll(wordsOf(value));
    }
    boolean secret = object.path("kind").asText().equals("Secret");
    for (var field : object.properties()) {
      fieldNames.addAll(wordsOf(field.getKey()));
      if (!field.getKey().equals("metadata")) {
        add(field.getValue(), secret && PAYLOAD_OF_SECRETS.contains(field.getKey()));
      }
    }
    for (var field : object.path("metadata").properties()) {
      fieldNames.addAll(wordsOf(field.getKey()));
      if (!field.getKey().equals("managedFields")) {
        add(field.getValue(), false);
      }
    }
  }

  /** Adds all values, without recursion: objects are nested as deep as their authors like. */
  private void add(JsonNode root, boolean payload) {
    var open = new ArrayDeque<JsonNode>();
    open.push(root);
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node.isValueNode() && !node.isBoolean() && !node.isNull()) {
        value(node.asText());
        if (payload) {
          decoded(node.asText());
        }
      }
      for (var field : node.properties()) {
        if (payload) {
          value(field.getKey());
        } else {
          fieldNames.addAll(wordsOf(field.getKey()));
        }
      }
      node.forEach(open::push);
    }
  }

  private void decoded(String base64) {
    try {
      value(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // It is no base64, and was added as it is.
    }
  }

  private void value(String value) {
    String lower = value.strip().toLowerCase(Locale.ROOT);
    List<String> all = wordsOf(lower);
    text.append(lower).append('\n');
    words.addAll(all);
    if (lower.length() >= LONG_ENOUGH && !identity.contains(lower)) {
      boolean oneWord = all.size() == 1 && all.getFirst().equals(lower);
      (oneWord ? single : phrases).add(lower);
    }
  }

  /** Returns the text without the values that have more than one word. */
  String withoutPhrases(String message) {
    String left = message;
    String lower = left.toLowerCase(Locale.ROOT);
    for (String phrase : phrases) {
      if (lower.contains(phrase)) {
        left =
            Pattern.compile(phrase, Pattern.LITERAL | IGNORE_CASE)
                .matcher(left)
                .replaceAll(QuotedValues.OUT);
        lower = left.toLowerCase(Locale.ROOT);
      }
    }
    return left;
  }

  /** Whether the part of a text between two spaces may be told. */
  boolean mayTell(String part) {
    List<String> all = wordsOf(part);
    return all.isEmpty() ? SIGNS.matcher(part).matches() : all.stream().allMatch(this::mayTellWord);
  }

  private boolean mayTellWord(String word) {
    return identity.contains(word)
        || (!single.contains(word)
            && (fieldNames.contains(word)
                || CommonWords.contains(word)
                || (known && !isPart(word))));
  }

  private boolean isPart(String word) {
    return words.contains(word)
        || (word.length() >= LONG_ENOUGH && text.indexOf(word) >= 0)
        || words.stream().anyMatch(value -> value.length() > LONG_ENOUGH && word.contains(value));
  }

  private static List<String> wordsOf(String value) {
    return BETWEEN_WORDS
        .splitAsStream(value.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
