package dev.softdelete.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of a parameterized test, the default tier runs the first case and every n-th after it; the others
 * are reported as skipped there and run in the soak.
 */
@Tag(Soak.SAMPLED)
@ExtendWith(EveryNthCase.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryNth {
  /** How many cases one of the sample stands for. */
  int value();
}
