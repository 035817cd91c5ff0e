package dev.softdelete.e2e.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Version LIVE =
      version("{\"kind\": \"Gadget\", \"metadata\": {\"name\": \"a\", \"managedFields\": []}}");
  private static final Version RECORD =
      version("{\"metadata\": {\"name\": \"gadget-a\", \"namespace\": \"home\"}}");

  private static Version version(String json) {
    return new Version(7, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Wish wish(Form form) {
    return new Wish(form, new Place(Kind.Gadget, "led", "a"), "w3-8", "one");
  }

  private static Optional<Call> call(Form form) {
    return Calls.of(wish(form), Optional.of(LIVE))
        .or(() -> RecordCalls.of(wish(form), RECORD, "elsewhere", NOW));
  }

  @ParameterizedTest
  @EnumSource
  void everyFormIsARequest(Form form) {
    assertThat(call(form)).isPresent();
    assertThat(call(form).orElseThrow().target()).startsWith("/apis/").doesNotContain("?");
  }

  @Test
  void anUpdateIsOfTheVersionThatWasRead() {
    assertThat(call(Form.UPDATE).orElseThrow().body())
        .contains("\"resourceVersion\":\"7\"", "\"" + Content.STAMP + "\":\"w3-8\"")
        .doesNotContain("managedFields");
    assertThat(Calls.of(wish(Form.UPDATE), Optional.empty())).isEmpty();
  }

  @Test
  void aClientSideApplyCreatesWhatIsNotThere() {
    assertThat(call(Form.APPLY_CLIENT_SIDE).orElseThrow().method()).isEqualTo("PATCH");
    Call create = Calls.of(wish(Form.APPLY_CLIENT_SIDE), Optional.empty()).orElseThrow();
    assertThat(create.method()).isEqualTo("POST");
    assertThat(create.body()).contains(Manifest.LAST_APPLIED);
  }

  @Test
  void aCollectionIsOfTheWorkersOwn() {
    assertThat(call(Form.DELETE_COLLECTION).orElseThrow().path())
        .isEqualTo("/apis/ledger.example.com/v1/namespaces/led/gadgets?labelSelector=ledger%3Dw3");
  }

  @Test
  void aPurgeIsTheDeleteOfTheRecord() {
    Call purge = call(Form.PURGE).orElseThrow();
    assertThat(purge.method()).isEqualTo("DELETE");
    assertThat(purge.target())
        .isEqualTo("/apis/softdelete.dev/v1/namespaces/home/deletedresources/gadget-a");
  }

  @Test
  void aRetentionIsEndedInTwoSeconds() {
    assertThat(call(Form.EXPIRE).orElseThrow().body()).contains("2026-11-29T12:00:02Z");
  }
}
