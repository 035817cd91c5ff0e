package dev.softdelete.operator.kube;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A kind stays a custom one when its definition converts no longer: what was converted is stored.
 */
@Tag("wire")
class LiveDefinitionsWireTest {
  private static final ResourceType GADGETS =
      ResourceType.of("example.com", "v1", "gadgets", "Gadget", true);
  private static final ResourceType ROLES =
      ResourceType.of("rbac.authorization.k8s.io", "v1", "roles", "Role", true);
  private static final String CRDS = "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> custom() {
    return Stream.of(
        row("by a webhook", "true", on(CRDS + "gadgets.example.com", ok(definition("Webhook")))),
        row("no longer", "true", on(CRDS + "gadgets.example.com", ok(definition("None")))));
  }

  @ParameterizedTest
  @MethodSource
  void custom(Row row) {
    server.play(row, () -> new Definitions(new LiveDefinitions(server.api())).custom(GADGETS));
  }

  static Stream<Row> builtIn() {
    return Stream.of(
        row("no definition", "false", on(CRDS + "roles.rbac.authorization.k8s.io", NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void builtIn(Row row) {
    server.play(row, () -> new Definitions(new LiveDefinitions(server.api())).custom(ROLES));
  }

  private static ObjectNode definition(String strategy) {
    ObjectNode definition = Json.object();
    definition.putObject("spec").putObject("conversion").put("strategy", strategy);
    return definition;
  }
}
