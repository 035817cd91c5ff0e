package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Refusals.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTextTest {
  private static final String DENIED = "admission webhook \"w.example.com\" denied the request: ";

  static Stream<Refusal> refusals() {
    return Refusals.all();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhoRefusedAndWhyWithoutValues(Refusal refusal) {
    var known = KnownValues.of(List.of(Refusals.object()));
    String text = RefusalText.of(refusal.status(), known);

    assertThat(text).isEqualTo(refusal.known()).doesNotContainIgnoringCase(Refusals.SECRET, "Rex");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysLessWhereTheObjectIsNotKnown(Refusal refusal) {
    String text = RefusalText.of(refusal.status(), KnownValues.of(List.of()));

    assertThat(text)
        .isEqualTo(refusal.unknown())
        .doesNotContainIgnoringCase(Refusals.SECRET, "Rex");
  }

  static Stream<Arguments> valuesInEveryPlace() {
    List<String> values =
        List.of(
            "tr0ub4dor",
            "it's my pass word",
            "p4ss\"w0rd\\\"9x",
            "p4ss}w0rd{9x]",
            "zweitausend\nschlüssel\n\nGeheimnis",
            "!@#$%^&*",
            "correct horse battery staple",
            "change-the-value",
            "password",
            "8675309",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\n-----END PRIVATE KEY-----",
            "postgres://shop:hunter2@db.example.com:5432/w");
    List<String> places =
        List.of(
            "%s",
            "the value %s is too weak",
            "the value '%s' is too weak",
            "the value \"%s\" is too weak",
            "the value `%s` is too weak",
            "the value (%s) is too weak",
            "{\"a\": \"%s\"} is too weak",
            "map[a:%s b:c] is too weak",
            "[%s] is too weak",
            "spec.value=%s, which is too weak",
            "spec.value: %s: is too weak",
            "Invalid value: %s",
            "not this:\nspec:\n  value: %s\n  other: 1");
    return values.stream()
        .flatMap(value -> places.stream().map(place -> Arguments.of(place, value)));
  }

  @ParameterizedTest
  @MethodSource("valuesInEveryPlace")
  void noWordOfAValueIsInTheText(String place, String value) {
    ObjectNode object = Refusals.object();
    object.withObject("/spec").put("value", value);
    ObjectNode status = Json.object().put("message", DENIED + place.formatted(value));

    String text = RefusalText.of(status, KnownValues.of(List.of(object)));

    assertHasNothingOf(value, place, text);
  }

  @ParameterizedTest
  @MethodSource("valuesInEveryPlace")
  void noWordOfASecretIsInTheText(String place, String value) {
    ObjectNode secret = Json.object().put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("name", "w");
    String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    secret.putObject("data").put("value", encoded);
    ObjectNode status =
        Json.object().put("message", DENIED + place.formatted(value) + " as " + encoded);

    String text = RefusalText.of(status, KnownValues.of(List.of(secret)));

    assertHasNothingOf(value, place, text);
    assertThat(text).doesNotContain(encoded);
  }

  @Test
  void anObjectMayBeNestedAsDeepAsTheApiServerAllows() {
    ObjectNode object = Refusals.object();
    ObjectNode inner = object;
    for (int depth = 0; depth < 9_999; depth++) {
      inner = inner.putObject("a");
    }
    inner.put("password", "tr0ub4dor");
    ObjectNode status = Json.object().put("message", DENIED + "tr0ub4dor is too weak");

    assertThat(RefusalText.of(status, KnownValues.of(List.of(object))))
        .isEqualTo(DENIED + "… is too weak");
  }

  /** The words of a value that do not also stand in the text around it. */
  private static void assertHasNothingOf(String value, String place, String text) {
    String said = text.substring(DENIED.length()).toLowerCase(Locale.ROOT);
    List<String> around = words(place);
    assertThat(said).doesNotContain(value.toLowerCase(Locale.ROOT));
    words(value).stream()
        .filter(word -> word.length() > 3 && !around.contains(word) && !word.equals("value"))
        .forEach(word -> assertThat(said).doesNotContain(word));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
  }
}
