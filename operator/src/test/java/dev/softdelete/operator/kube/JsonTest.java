package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "123456789012345678901234567890",
        "0.1",
        "1.0",
        "100.50",
        "-0.5",
        "3.141592653589793238462643383279",
        "null",
        "{}",
        "[]",
        "[null,{},[[]],\"\",0,false]",
        "\"\"",
        "\"ünïcode 日本語\"",
        "\"\\u0000\"",
        "{\"\":1}"
      })
  void keepsEveryValueAsItWas(String value) {
    String json = "{\"value\":" + value + "}";

    assertThat(new String(Json.bytes(parse(json)), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e21", "1E+21", "1e-7", "1.7976931348623157e308", "5e-324"})
  void keepsTheValueOfAnExponent(String number) {
    var written = parse(new String(Json.bytes(parse(value(number))), StandardCharsets.UTF_8));

    assertThat(written.path("value").decimalValue()).isEqualByComparingTo(new BigDecimal(number));
  }

  @Test
  void keepsWhatLiesBeyondTheBasicPlane() {
    var read = parse("{\"value\":\"🙂\u2028\"}");

    assertThat(Json.parse(Json.bytes(read)).path("value").asText()).isEqualTo("🙂\u2028");
  }

  /** UTF-8 has no form for it, and no answer of the webhook may fail because of it. */
  @Test
  void halfOfASurrogatePairIsWrittenInAscii() {
    String text = "{\"value\":\"\\uD800 ü\"}";

    assertThat(new String(Json.ascii(parse(text)), StandardCharsets.US_ASCII))
        .isEqualTo("{\"value\":\"\\uD800 \\u00FC\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "null", "{", "{\"a\":}", "not json"})
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String value(String number) {
    return "{\"value\":" + number + "}";
  }

  private static ObjectNode parse(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isReadAsDeepAsTheApiServerTakesIt() {
    assertThat(Json.parse(nested(9_990)).has("a")).isTrue();
  }

  /** Tests this on a virtual thread, like the threads that restore. */
  @Test
  void isCopiedAndWrittenFarDeeperThanAnythingIs() throws InterruptedException {
    var failure = new AtomicReference<Throwable>();
    Thread.ofVirtual()
        .uncaughtExceptionHandler((thread, e) -> failure.set(e))
        .start(
            () -> {
              ObjectNode parsed = Json.parse(nested(1_500));
              assertThat(Json.bytes(parsed.deepCopy())).isEqualTo(nested(1_500));
            })
        .join();

    assertThat(failure.get()).isNull();
  }

  private static byte[] nested(int depth) {
    String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    return deep.getBytes(StandardCharsets.UTF_8);
  }
}
