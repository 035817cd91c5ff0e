package dev.softdelete.operator.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelException;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.softdelete.api.MatchCondition;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a policy's match conditions, only to choose between several policies for one object.
 * The API server alone decides whether an object is covered at all.
 */
public final class MatchConditions {
  private static final Logger log = LoggerFactory.getLogger(MatchConditions.class);
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(
              CelExtensions.strings(),
              CelExtensions.sets(CelOptions.DEFAULT),
              CelExtensions.lists())
          .addVar("object", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .addLibraries(
              CelExtensions.strings(),
              CelExtensions.sets(CelOptions.DEFAULT),
              CelExtensions.lists())
          .build();

  private MatchConditions() {}

  /**
   * Whether all conditions hold. A condition that only the API server can evaluate counts as
   * holding.
   */
  public static boolean hold(List<MatchCondition> conditions, KubeObject object) {
    return conditions == null || conditions.stream().allMatch(c -> holds(c, object));
  }

  private static boolean holds(MatchCondition condition, KubeObject object) {
    try {
      CelAbstractSyntaxTree ast = COMPILER.compile(condition.expression()).getAst();
      Object result = RUNTIME.createProgram(ast).eval(Map.of("object", Json.plain(object.json())));
      return !Boolean.FALSE.equals(result);
    } catch (CelException | RuntimeException e) {
      log.debug(
          "match condition {} is taken to hold: {}",
          condition.name(),
          e.getClass().getSimpleName());
      return true;
    }
  }
}
