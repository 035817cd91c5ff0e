package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a refusal says to readers who may not read the object: who refused, which rule or field, and
 * the words without values. Conditions, events and logs have no other readers.
 */
final class RefusalText {
  private static final int LONGEST = 4096;
  private static final int MOST_FIELDS = 10;
  private static final String NAME = "[\\w.:@/-]{1,253}";
  private static final String RESOURCE = "[\\w.]{1,253}";

  /** Texts of the API server that only name the request. */
  private static final List<Pattern> REQUEST =
      patterns(
          "Internal error occurred: ",
          RESOURCE + " \"" + NAME + "\" is (?:invalid|forbidden)(?:: |$)",
          RESOURCE + " \"" + NAME + "\" (?:not found|already exists)$",
          RESOURCE + " is forbidden: ",
          "Operation cannot be fulfilled on " + RESOURCE + " \"" + NAME + "\": ",
          "User \"[^\"]{1,1024}\" cannot "
              + NAME
              + " (?:resource|path) \"[^\"]*\"(?: in API group \"[^\"]*\")?"
              + "(?: in the namespace \"[^\"]*\"| at the cluster scope)?",
          "strict decoding error: (?:unknown field \"[\\w.\\[\\]-]{1,253}\"(?:, |$))+",
          "exceeded quota: [\\w./=,: -]+$",
          "violates PodSecurity \"" + NAME + "\": ");

  /** Who refused, before a text of their own. */
  private static final List<Pattern> WHO =
      patterns(
          "admission webhook \"" + NAME + "\" denied the request(?: without explanation)?(?:: )?",
          "failed calling webhook \"" + NAME + "\": (?:failed to call webhook: )?",
          "(?:Validating|Mutating)AdmissionPolicy '"
              + NAME
              + "'(?: with binding '"
              + NAME
              + "')?(?: denied request)?: ");

  /** The rule, as some webhooks name it. */
  private static final Pattern RULE = Pattern.compile("\\[" + NAME + "] ");

  private static final Pattern ERROR =
      Pattern.compile(
          "(Not found|Required value|Duplicate value|Invalid value|Unsupported value|Forbidden"
              + "|Too long|Too short|Too many|Too few|Internal error)(?:: |$)");

  private static final Set<String> WITHOUT_VALUE =
      Set.of("Required value", "Forbidden", "Too long", "Too short", "Internal error");

  private static final Pattern UNQUOTED = Pattern.compile("[^\\s\"'`{\\[]{1,64}(?=: |$)");
  private static final Pattern STRUCT =
      Pattern.compile("[\\w.*&]*(?:\\[[\\w.*]*][\\w.*]*)*(?=[{\\[])");
  private static final Pattern KEY = Pattern.compile("\\[(?!(?:[0-9]{1,6}|\\*)]).*(?:]|$)");
  private static final Pattern PAYLOAD = Pattern.compile("(\\.?(?:data|stringData))\\b.+");
  private static final Pattern RULES_LINE = Pattern.compile("\\s*([\\w./-]{1,63}:)(?:\\s*….*)?");
  private static final Pattern REPEATED = Pattern.compile("…(?:[\\s…,;=:+-]*…)+");

  private final JsonNode status;
  private final KnownValues values;

  private RefusalText(JsonNode status, KnownValues values) {
    this.status = status;
    this.values = values;
  }

  /**
   * Returns the text.
   *
   * @param status the Status that the API server answered
   */
  static String of(JsonNode status, KnownValues values) {
    return new RefusalText(status, values).text();
  }

  private static List<Pattern> patterns(String... texts) {
    return List.of(texts).stream().map(Pattern::compile).toList();
  }

  private String text() {
    String message = PlainText.cut(status.path("message").asText(""), LONGEST);
    int told = end(message, REQUEST, 0);
    int who = end(message, WHO, told);
    if (who > told) {
      Matcher rule = RULE.matcher(message).region(who, message.length());
      told = rule.lookingAt() && mayTell(rule.group().strip()) ? rule.end() : who;
    }
    List<String> fields = fields();
    String rest = fields.isEmpty() ? words(message.substring(told)) : String.join("; ", fields);
    return (message.substring(0, told) + rest).strip();
  }

  private boolean mayTell(String rule) {
    return values.mayTell(rule) && values.withoutPhrases(rule).equals(rule);
  }

  /** Returns where the texts end that begin at the index. */
  private static int end(String message, List<Pattern> texts, int begin) {
    int at = begin;
    for (boolean more = true; more; ) {
      more = false;
      for (Pattern text : texts) {
        Matcher matcher = text.matcher(message).region(at, message.length());
        if (matcher.lookingAt() && matcher.end() > at) {
          at = matcher.end();
          more = true;
        }
      }
    }
    return at;
  }

  private List<String> fields() {
    var fields = new ArrayList<String>();
    for (JsonNode cause : status.path("details").path("causes")) {
      String reason = cause.path("reason").asText();
      if (reason.startsWith("FieldValue") || reason.equals("FieldManagerConflict")) {
        fields.add(
            field(cause.path("field").asText()) + ": " + error(cause.path("message").asText()));
      }
    }
    if (fields.size() <= MOST_FIELDS) {
      return fields;
    }
    List<String> first = new ArrayList<>(fields.subList(0, MOST_FIELDS));
    first.add("and %d more".formatted(fields.size() - MOST_FIELDS));
    return first;
  }

  /** Returns the path of a field without the keys of maps and of a Secret's data. */
  private String field(String path) {
    String kind = status.path("details").path("kind").asText();
    boolean secret = kind.equals("Secret") || kind.equals("secrets");
    String shown = secret ? PAYLOAD.matcher(path).replaceFirst("$1") : path;
    return KEY.matcher(PlainText.cut(shown, 500)).replaceAll("[" + QuotedValues.OUT + "]");
  }

  /** Returns the text of a field's error, which has the type, the value and an explanation. */
  private String error(String message) {
    String text = PlainText.cut(message, LONGEST);
    Matcher type = ERROR.matcher(text);
    if (!type.lookingAt()) {
      return words(text);
    }
    String rest = text.substring(type.end());
    String why = WITHOUT_VALUE.contains(type.group(1)) ? rest : afterValue(rest);
    return type.group(1) + (why.isBlank() ? "" : ": " + words(why));
  }

  /** Returns what follows the value; nothing if the end of the value cannot be known. */
  private static String afterValue(String text) {
    int end = text.length();
    Matcher unquoted = UNQUOTED.matcher(text);
    Matcher struct = STRUCT.matcher(text);
    if (unquoted.lookingAt()) {
      end = unquoted.end();
    } else if (!text.isEmpty() && "\"'`“".indexOf(text.charAt(0)) >= 0) {
      end = QuotedValues.end(text, 0);
    } else if (struct.lookingAt()) {
      end = QuotedValues.end(text, struct.end());
    } else if (!text.contains(": ")) {
      // The explanation of a value that the API server has left out.
      return text;
    }
    return text.startsWith(": ", end) ? text.substring(end + 2) : "";
  }

  private String words(String text) {
    String plain = values.withoutPhrases(QuotedValues.takenOut(text));
    List<String> lines = plain.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    var words = new ArrayList<>(words(List.of(lines.getFirst().strip().split("\\s+"))));
    for (String line : lines.subList(1, lines.size())) {
      // Other lines may be a part of the object. Some webhooks name their rules there.
      Matcher rule = RULES_LINE.matcher(line);
      words.addAll(words(List.of(rule.matches() ? rule.group(1) : QuotedValues.OUT)));
    }
    return REPEATED.matcher(String.join(" ", words)).replaceAll(QuotedValues.OUT);
  }

  private List<String> words(List<String> parts) {
    return parts.stream()
        .map(part -> values.mayTell(part) ? part : QuotedValues.OUT + punctuation(part))
        .collect(Collectors.toList());
  }

  private static String punctuation(String part) {
    char last = part.charAt(part.length() - 1);
    return ".,;:".indexOf(last) >= 0 ? String.valueOf(last) : "";
  }
}
