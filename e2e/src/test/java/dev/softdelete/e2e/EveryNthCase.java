package dev.softdelete.e2e;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips the cases that are not in the sample, in the default tier. */
final class EveryNthCase implements ExecutionCondition {
  private static final Pattern NUMBER = Pattern.compile("invocation:#(\\d+)]$");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Matcher number = NUMBER.matcher(context.getUniqueId());
    if (Soak.running() || !number.find()) {
      return ConditionEvaluationResult.enabled("all cases");
    }
    int n = context.getRequiredTestMethod().getAnnotation(EveryNth.class).value();
    return (Integer.parseInt(number.group(1)) - 1) % n == 0
        ? ConditionEvaluationResult.enabled("one of the sample")
        : ConditionEvaluationResult.disabled("mvn verify -Psoak runs it");
  }
}
