package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import dev.cel.common.CelException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RealClients;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControllerConditionTest {
  /**
   * Only a look-up of the owner, or of what an annotation says, shows that these are controllers.
   */
  private static final Set<String> UNCERTAIN =
      Set.of(
          "cert-manager, CertificateRequest",
          "External Secrets, no owner",
          "prometheus-operator, parent of Argo CD",
          "an operator that runs outside",
          "helm-controller of k3s, own Job",
          "HNC, copy of an applied RoleBinding",
          "Kyverno, clone of an applied object",
          "Config Syncer, copy of an applied Secret",
          "a controller with a parent of its kind",
          "helm-controller of k3s, applied owner");

  /** The lists of the table have a quote, which breaks an expression unless it is escaped. */
  private static final String CHART = chart();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.optional())
          .addVar("object", SimpleType.DYN)
          .addVar("request", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().addLibraries(CelExtensions.optional()).build();

  @ParameterizedTest
  @MethodSource("dev.softdelete.operator.requester.kind.RealClients#all")
  void agreesWithTheDecision(RealClients.Client client) throws CelException {
    assertThat(holds(ControllerCondition.certain(RealClients.lists()), client))
        .isEqualTo(certain(client));
  }

  @ParameterizedTest
  @MethodSource("dev.softdelete.operator.requester.kind.RealClients#all")
  void theExpressionOfTheChartAgreesToo(RealClients.Client client) throws CelException {
    assertThat(holds(CHART, client)).isEqualTo(certain(client));
  }

  private static boolean certain(RealClients.Client client) {
    return client.kind() == RequesterKind.CONTROLLER && !UNCERTAIN.contains(client.name());
  }

  /** Renders the chart with the lists of the table. */
  private static String chart() {
    var values = Json.object();
    values.put("mutatingAdmissionPolicies", "always");
    values.set("requesters", Json.tree(RealClients.lists()));
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.write(file, Json.bytes(values));
        String rendered =
            new Helm(Path.of("..", "helm", "soft-delete-operator"))
                .template()
                .withName("soft-delete")
                .withNamespace("soft-delete-system")
                .withValuesFile(file)
                .call();
        return condition(rendered);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String condition(String rendered) throws IOException {
    try (var documents =
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
      return documents.readAll().stream()
          .filter(d -> d.path("kind").asText().equals("MutatingAdmissionPolicy"))
          .flatMap(d -> d.at("/spec/variables").valueStream())
          .filter(v -> v.path("name").asText().equals("certainController"))
          .map(v -> v.path("expression").asText())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void findsAnnotations() throws CelException {
    String condition =
        ControllerCondition.hasAnyAnnotation(List.of("a", "meta.helm.sh/release-name"));
    List<String> found =
        RealClients.all()
            .filter(c -> holdsUnchecked(condition, c))
            .map(RealClients.Client::name)
            .toList();

    assertThat(found).contains("Helm 3, Helm 4").doesNotContain("kubectl create");
  }

  private static boolean holdsUnchecked(String condition, RealClients.Client client) {
    try {
      return holds(condition, client);
    } catch (CelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean holds(String condition, RealClients.Client client) throws CelException {
    ObjectNode request = Json.object();
    request.set("userInfo", Json.tree(client.create().user()));
    request.set("options", client.options());
    Map<String, Object> variables =
        Map.of(
            "object", Json.plain(client.create().object().json()), "request", Json.plain(request));
    return (Boolean) RUNTIME.createProgram(COMPILER.compile(condition).getAst()).eval(variables);
  }
}
