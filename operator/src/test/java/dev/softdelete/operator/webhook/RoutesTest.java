package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private static final AdmissionHandler ANY = request -> AdmissionResponse.allowed();

  private final Routes routes =
      new Routes(Map.of("/open", ANY), Map.of("/ask", ANY), "secret"::equals);

  @Test
  void whatIsObservedHasOnePathInMetricsWhateverFollows() {
    var observing =
        new Routes(
            Map.of(),
            Map.of(),
            "secret"::equals,
            rest -> rest.equals("p1/delete") ? Optional.of(ANY) : Optional.empty());

    assertThat(observing.of("/secret/observe/p1/delete").map(Routes.Route::path))
        .contains("/observe");
    assertThat(observing.of("/secret/observe/p2/delete")).isEmpty();
    assertThat(observing.of("/secret/observe")).isEmpty();
    assertThat(observing.of("/guess/observe/p1/delete")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/open, /open",
    "/secret/ask, /ask",
    "/ask,",
    "//ask,",
    "/guess/ask,",
    "/secret,",
    "/secret/,",
    "/secret/open,",
    "/secret/ask/,",
    "/secret/secret/ask,",
    "/,",
  })
  void onlyWhoKnowsTheSecretIsLetIn(String path, String answeredAs) {
    assertThat(routes.of(path).map(Routes.Route::path)).isEqualTo(Optional.ofNullable(answeredAs));
  }
}
