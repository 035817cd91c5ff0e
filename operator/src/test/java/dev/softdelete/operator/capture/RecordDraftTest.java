package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.NamespaceState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordDraftTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:01Z");

  @Test
  void saysHowItIsKeptAndWhoDeletedIt() {
    CaptureContext deleted =
        Deletions.of(
            CapturePolicies.in(Mode.Hold),
            new Cause(Optional.of(Deletions.ANN), Optional.of("root"), true, false, true));

    ObjectNode record =
        RecordDraft.of(deleted, Mode.Hold, Deletions.SNAPSHOT, Optional.empty(), "ns", NOW);

    assertThat(record.at("/spec/mode").asText()).isEqualTo("Hold");
    assertThat(record.at("/spec/deletedBy/username").asText()).isEqualTo("ann");
    assertThat(record.at("/spec/deletionGroup").asText()).isEqualTo("root");
    assertThat(record.at("/metadata/labels").path("softdelete.dev/deletion-group").asText())
        .isEqualTo("root");
    assertThat(record.at("/spec/routine").asBoolean()).isTrue();
    assertThat(record.at("/metadata/labels").path("softdelete.dev/routine").asText())
        .isEqualTo("true");
  }

  @Test
  void saysNothingOfRoutineIfItIsNot() {
    var deleted = Deletions.of(CapturePolicies.in(Mode.Archive), Cause.UNKNOWN);

    ObjectNode record =
        RecordDraft.of(deleted, Mode.Archive, Deletions.SNAPSHOT, Optional.empty(), "ns", NOW);

    assertThat(record.at("/spec").has("routine")).isFalse();
    assertThat(record.at("/metadata/labels").has("softdelete.dev/routine")).isFalse();
  }

  @Test
  void keepsWhatUsersChangedSinceItWasHeld() {
    DeletedResource before = Deletions.record("u-1", Deletions.ANN, null);
    CaptureContext plain = Deletions.of(CapturePolicies.in(Mode.Archive), Cause.UNKNOWN);
    var deleted =
        new CaptureContext(
            plain.type(),
            plain.object(),
            plain.namespace(),
            Optional.of("ns-uid"),
            false,
            plain.terms(),
            plain.cause(),
            Optional.of(before),
            Deletions.TRUSTED);

    ObjectNode spec =
        (ObjectNode)
            RecordDraft.of(deleted, Mode.Archive, Deletions.SNAPSHOT, Optional.empty(), "home", NOW)
                .path("spec");

    assertThat(spec.path("legalHold").asBoolean()).isTrue();
    assertThat(spec.path("purgeTime").asText()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(spec.at("/deletedBy/username").asText()).isEqualTo("ann");
    assertThat(spec.path("mode").asText()).isEqualTo("Archive");
  }

  @Test
  void repeatsLittleOfALongRetention() {
    var plain = Deletions.of(CapturePolicies.in(Mode.Archive), Cause.UNKNOWN);
    var deleted =
        new CaptureContext(
            plain.type(),
            Deletions.object(
                """
                {"metadata": {"name": "web", "uid": "u-1", "deletionTimestamp": "2026-01-01T00:00:00Z",
                  "annotations": {"softdelete.dev/retention": "%s1m"}}}
                """
                    .formatted("0".repeat(200_000))),
            plain.namespace(),
            Optional.empty(),
            false,
            plain.terms(),
            plain.cause(),
            Optional.empty(),
            Deletions.TRUSTED);

    ObjectNode record =
        RecordDraft.of(deleted, Mode.Archive, Deletions.SNAPSHOT, Optional.empty(), "home", NOW);

    assertThat(
            record
                .at("/metadata/annotations")
                .path("softdelete.dev/retention-complaint")
                .asText()
                .length())
        .isBetween(1, 1024);
  }

  @Test
  void namesFewOwnersAndTheControllerFirst() {
    String others =
        IntStream.range(0, 1024)
            .mapToObj("{\"uid\": \"made-up-%d\"}"::formatted)
            .collect(Collectors.joining(","));
    var plain = Deletions.of(null, Cause.UNKNOWN);
    var deleted =
        new CaptureContext(
            plain.type(),
            Deletions.object(
                """
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "web", "namespace": "ns", "uid": "u-1",
                   "deletionTimestamp": "2026-01-01T00:00:00Z",
                   "ownerReferences": [%s, {"uid": "its-controller", "controller": true}]}}
                """
                    .formatted(others)),
            Optional.empty(),
            Optional.empty(),
            false,
            plain.terms(),
            plain.cause(),
            Optional.empty(),
            Deletions.TRUSTED);

    var owners =
        RecordDraft.of(deleted, Mode.Archive, Deletions.SNAPSHOT, Optional.empty(), "home", NOW)
            .at("/spec/owners");

    assertThat(owners).hasSize(16);
    assertThat(owners.get(0).asText()).isEqualTo("its-controller");
  }

  @ParameterizedTest
  @CsvSource({
    "team, red, red",
    "team, '', ns",
    "team,, ns",
    ", red, ns",
  })
  void freezesWhomTheNameIsReservedFor(String label, String value, String tenant) {
    var plain = Deletions.of(CapturePolicies.reserving(label), Cause.UNKNOWN);
    Map<String, String> labels = value == null ? Map.of() : Map.of("team", value);
    var deleted =
        new CaptureContext(
            plain.type(),
            plain.object(),
            Optional.of(new NamespaceState("ns", "ns-uid", labels, false)),
            Optional.empty(),
            false,
            plain.terms(),
            plain.cause(),
            Optional.empty(),
            Deletions.TRUSTED);

    ObjectNode terms =
        (ObjectNode)
            RecordDraft.of(deleted, Mode.Archive, Deletions.SNAPSHOT, Optional.empty(), "home", NOW)
                .at("/spec/terms");

    assertThat(terms.path("tenant").asText()).isEqualTo(tenant);
    assertThat(terms.path("tenantLabel").asText(null)).isEqualTo(label);
    assertThat(terms.path("nameReservation").asText()).isEqualTo("96h");
  }
}
