package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RealClients;
import dev.softdelete.operator.requester.kind.RequesterKind;
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
          "Helm operator, with an owner");

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("object", SimpleType.DYN)
          .addVar("request", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder().build();

  @ParameterizedTest
  @MethodSource("dev.softdelete.operator.requester.kind.RealClients#all")
  void agreesWithTheDecision(RealClients.Client client) throws CelException {
    boolean certain =
        client.kind() == RequesterKind.CONTROLLER && !UNCERTAIN.contains(client.name());

    assertThat(holds(ControllerCondition.certain(RealClients.lists()), client)).isEqualTo(certain);
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
    Map<String, Object> variables =
        Map.of(
            "object", Json.plain(client.create().object().json()), "request", Json.plain(request));
    return (Boolean) RUNTIME.createProgram(COMPILER.compile(condition).getAst()).eval(variables);
  }
}
