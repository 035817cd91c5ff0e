package dev.softdelete.operator.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluates the expressions of an admission policy as the API server does, and counts the cost. */
public final class PolicyCost {
  private static final ObjectMapper LONGS =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableOptionalSyntax(true)
          .comprehensionMaxIterations(-1)
          .maxParseRecursionDepth(1000)
          .build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings(), CelExtensions.optional())
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  "sum",
                  CelOverloadDecl.newMemberOverload(
                      "sum_list", SimpleType.INT, ListType.create(SimpleType.DYN))))
          .addVar("object", SimpleType.DYN)
          .addVar("oldObject", SimpleType.DYN)
          .addVar("params", SimpleType.DYN)
          .addVar("request", SimpleType.DYN)
          .addVar("namespaceObject", SimpleType.DYN)
          .addVar("variables", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.strings(), CelExtensions.optional())
          .addFunctionBindings(
              CelFunctionBinding.from(
                  "sum_list",
                  List.class,
                  list -> ((List<?>) list).stream().mapToLong(n -> (Long) n).sum()))
          .build();

  private final Map<String, CelRuntime.Program> variables = new LinkedHashMap<>();
  private final JsonNode spec;

  public PolicyCost(JsonNode policy) {
    spec = policy.path("spec");
    spec.path("variables")
        .forEach(v -> variables.put(v.path("name").asText(), program(v.path("expression"))));
  }

  /**
   * What an evaluation led to.
   *
   * @param cost the units by the variable or expression; a variable is evaluated once
   */
  public record Outcome(Object result, Map<String, Long> cost) {
    public long total() {
      return cost.values().stream().mapToLong(Long::longValue).sum();
    }

    public long highest() {
      return cost.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  public Outcome matchCondition(String name, Map<String, JsonNode> input) {
    for (JsonNode condition : spec.path("matchConditions")) {
      if (condition.path("name").asText().equals(name)) {
        return evaluate(condition.path("expression"), input);
      }
    }
    throw new IllegalArgumentException(name);
  }

  public Outcome validation(int index, Map<String, JsonNode> input) {
    return evaluate(spec.at("/validations/" + index + "/expression"), input);
  }

  public Outcome message(int index, Map<String, JsonNode> input) {
    return evaluate(spec.at("/validations/" + index + "/messageExpression"), input);
  }

  private Outcome evaluate(JsonNode expression, Map<String, JsonNode> input) {
    var values = new HashMap<String, Object>();
    for (String name : List.of("object", "oldObject", "params", "request", "namespaceObject")) {
      values.put(name, plain(input.get(name)));
    }
    var lazy = new Lazy(values);
    values.put("variables", lazy);
    Object result = lazy.evaluate("expression", program(expression));
    return new Outcome(result, lazy.cost);
  }

  private static Object plain(JsonNode node) {
    return node == null || node.isNull()
        ? NullValue.NULL_VALUE
        : LONGS.convertValue(node, Object.class);
  }

  private static CelRuntime.Program program(JsonNode expression) {
    try {
      CelAbstractSyntaxTree ast = COMPILER.compile(expression.asText()).getAst();
      return RUNTIME.createProgram(ast);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException(expression.asText(), e);
    }
  }

  /** The variables, each of which is evaluated when it is first read. */
  private final class Lazy extends AbstractMap<String, Object> {
    private final Map<String, Object> known = new HashMap<>();
    private final Map<String, Long> cost = new LinkedHashMap<>();
    private final Map<String, Object> input;

    Lazy(Map<String, Object> input) {
      this.input = input;
    }

    @Override
    public boolean containsKey(Object name) {
      return variables.containsKey(name);
    }

    @Override
    public Object get(Object name) {
      if (!known.containsKey(name)) {
        known.put((String) name, evaluate((String) name, variables.get(name)));
      }
      return known.get(name);
    }

    Object evaluate(String name, CelRuntime.Program program) {
      var units = new CelCost();
      try {
        return program.trace(input, units);
      } catch (CelEvaluationException e) {
        throw new IllegalStateException(name, e);
      } finally {
        cost.put(name, units.units());
      }
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      throw new UnsupportedOperationException();
    }
  }
}
