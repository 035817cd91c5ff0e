package dev.softdelete.operator.cost;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds up what an evaluation costs, by the rules of the API server: cel-go, {@code
 * interpreter/runtimecost.go}, and Kubernetes, {@code pkg/cel/library/cost.go}. Where these round
 * or skip a step, this counts the step.
 */
final class CelCost implements CelEvaluationListener {
  private static final double TRAVERSAL = 0.1;
  private static final int AUTHORIZATION_CHECK = 350_000;

  private final Map<Long, Object> values = new HashMap<>();
  private long units;

  long units() {
    return units;
  }

  @Override
  public void callback(CelExpr expr, Object value) {
    units +=
        switch (expr.getKind()) {
          case IDENT -> 1;
          case SELECT -> expr.select().testOnly() ? 0 : 1;
          case LIST -> 10;
          case MAP -> 30;
          case STRUCT -> 40;
          case CALL -> call(expr.call(), value);
          default -> 0;
        };
    values.put(expr.id(), value);
  }

  private long call(CelCall call, Object result) {
    List<Object> args =
        Stream.concat(call.target().stream(), call.args().stream())
            .map(arg -> values.get(arg.id()))
            .toList();
    return switch (call.function()) {
      case "_?_:_", "_&&_", "_||_" -> 0;
      case "check" -> AUTHORIZATION_CHECK;
      case "lowerAscii", "substring", "trim", "startsWith", "endsWith" -> traversal(size(args, 0));
      case "replace", "split" -> traversal(2 * size(args, 0));
      case "join" -> traversal(2 * size(result));
      case "contains" -> traversal(size(args, 0)) * traversal(size(args, 1));
      case "matches" -> traversal(1 + size(args, 0)) * (long) Math.ceil(0.25 * size(args, 1));
      case "@in", "_in_", "in" -> args.get(1) instanceof Map ? 1 : size(args, 1);
      case "_==_", "_!=_" -> traversal(Math.min(size(args, 0), size(args, 1)));
      case "_+_" -> result instanceof String ? traversal(size(args, 0) + size(args, 1)) : 1;
      case "sum" -> 1 + size(args, 0);
      default -> 1;
    };
  }

  private static long traversal(long size) {
    return (long) Math.ceil(size * TRAVERSAL);
  }

  private static long size(List<Object> args, int index) {
    return size(args.get(index));
  }

  private static long size(Object value) {
    return switch (value) {
      case String text -> text.length();
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case Optional<?> optional -> optional.map(CelCost::size).orElse(1L);
      case null, default -> 1;
    };
  }
}
