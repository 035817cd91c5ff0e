package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {

  static Stream<Arguments> exceptions() {
    return Stream.of(
        Arguments.of(new IllegalStateException("a secret"), "IllegalStateException", false),
        Arguments.of(new StackOverflowError("a secret"), "StackOverflowError", false),
        Arguments.of(
            new UncheckedIOException("a secret", new IOException()), "UncheckedIOException", true),
        Arguments.of(new ApiException(403, Json.object()), "ApiException", false),
        Arguments.of(new ApiException(429, Json.object()), "ApiException", true),
        Arguments.of(new ApiException(503, Json.object()), "ApiException", true));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void anExceptionIsToldByItsClassOnly(Throwable thrown, String name, boolean mayPass) {
    assertThat(Fault.of(thrown)).isEqualTo(new Fault("internal error (" + name + ")", mayPass));
  }

  @Test
  void theUserIsToldThatNothingWasChecked() {
    assertThat(Fault.TOO_LARGE.letThrough())
        .isEqualTo(
            new AdmissionResponse.Allowed(
                List.of("soft-delete did not check this request: the request is too large")));
    assertThat(Fault.BUSY.refused())
        .isEqualTo(
            new AdmissionResponse.Denied(
                503,
                "ServiceUnavailable",
                "soft-delete cannot check this request: too many large requests at a time; try"
                    + " again"));
  }
}
