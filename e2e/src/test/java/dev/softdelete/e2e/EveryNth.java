package dev.softdelete.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Limits a parameterized test to a sample in the default tier: the first case and every n-th case
 * after it. The other cases are reported as skipped there and run in the soak.
 */
@Tag(Soak.SAMPLED)
@ExtendWith(EveryNthCase.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryNth {
  /** The number of cases for which one case of the sample stands. */
  int value();
}
