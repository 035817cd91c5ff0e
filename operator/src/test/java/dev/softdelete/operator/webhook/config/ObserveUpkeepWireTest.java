package dev.softdelete.operator.webhook.config;

import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.GoldenFile;
import dev.softdelete.operator.admission.ConfigurationMarks;
import dev.softdelete.operator.admission.ConfigurationWriter;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the webhook configurations of observing policies are written and removed. */
@Tag("wire")
class ObserveUpkeepWireTest {
  private static final String ALL =
      "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
  private static final String LIST =
      "GET " + ALL + "?limit=500&labelSelector=softdelete.dev%2Fobserve&continue=";
  private static final SoftDeletePolicy OBSERVING = observing(PolicyFixture.LONGEST);
  private static final String PATH = ALL + "/" + ObserveManifests.name(OBSERVING);
  private static final String READ = "GET " + PATH;
  private static final String APPLY =
      "PATCH " + PATH + "?fieldManager=soft-delete-operator&force=true";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final AtomicReference<List<SoftDeletePolicy>> policies =
      new AtomicReference<>(List.of(OBSERVING));
  private final AtomicBoolean served = new AtomicBoolean(true);
  private final AtomicBoolean leading = new AtomicBoolean(true);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plusSeconds(99));
  private final ObserveUpkeep upkeep =
      new ObserveUpkeep(
          new ConfigurationWriter(server.api(), ConfigurationMarks.NONE),
          policies::get,
          path -> served.get() ? Optional.of(Json.object().put("url", path)) : Optional.empty(),
          new ObserveUpkeep.Desired(new OperatorIdentity("operator", "ns"), RequesterLists.DEFAULT),
          leading::get,
          clock());

  @BeforeEach
  void plan() {
    server.reset();
  }

  @Test
  void theLeaderWritesAtOnceAndAgainEachMinute() {
    leading.set(false);
    upkeep.run();
    assertThat(server.sent()).isEmpty();

    leading.set(true);
    listed();
    applied();
    upkeep.run();
    now.set(now.get().plusSeconds(59));
    upkeep.run();
    assertThat(server.sent()).containsExactly(LIST, READ, APPLY);

    now.set(now.get().plusSeconds(1));
    listed(OBSERVING);
    applied();
    upkeep.run();
    assertThat(server.sent()).containsExactly(LIST, READ, APPLY, LIST, READ, APPLY);
  }

  @Test
  void whatEnforcesOrIsGoneHasNone() {
    policies.set(List.of(PolicyFixture.policy(PolicyFixture.LONGEST)));
    listed(OBSERVING);
    server.plan("DELETE " + PATH, ok(Json.object()));

    upkeep.run();

    assertThat(server.sent()).containsExactly(LIST, "DELETE " + PATH);
  }

  @Test
  void whereNothingServesTheWebhookThereIsNone() {
    served.set(false);
    listed(OBSERVING);
    server.plan("DELETE " + PATH, ok(Json.object()));

    upkeep.run();

    assertThat(server.sent()).containsExactly(LIST, "DELETE " + PATH);
  }

  @Test
  void whatTheApiServerRefusesIsRemovedAndTriedAgainInAMinute() {
    listed(OBSERVING);
    server.plan(READ, NOT_FOUND);
    server.plan(APPLY, INVALID);
    server.plan("DELETE " + PATH, ok(Json.object()));
    upkeep.run();
    upkeep.run();

    assertThat(server.sent()).containsExactly(LIST, READ, APPLY, "DELETE " + PATH);
  }

  @Test
  void theConfigurationsAreThese() {
    var manifests =
        new ObserveManifests(
            new OperatorIdentity("operator", "ns"),
            RequesterLists.DEFAULT,
            path -> Json.object().put("url", path));

    GoldenFile.assertSame(
        getClass(),
        "observe.json",
        List.of(
            manifests.of(observing(PolicyFixture.SHORTEST)).json(),
            manifests.of(OBSERVING).json()));
  }

  private static void listed(SoftDeletePolicy... there) {
    ObjectNode list = Json.object();
    list.putObject("metadata");
    var items = list.putArray("items");
    for (SoftDeletePolicy policy : there) {
      items.addObject().putObject("metadata").put("name", ObserveManifests.name(policy));
    }
    server.plan(LIST, ok(list));
  }

  private static void applied() {
    server.plan(READ, NOT_FOUND);
    server.plan(APPLY, ok(Json.object()));
  }

  private static SoftDeletePolicy observing(String spec) {
    ObjectNode observing = Json.parse(spec.getBytes(StandardCharsets.UTF_8));
    return PolicyFixture.policy(observing.put("enforcement", "Observe").toString());
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }
}
