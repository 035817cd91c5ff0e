package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void oneThatIsTakenIsNamedWithItsVariable() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> FreePort.check("WEBHOOK_PORT", taken.getLocalPort()))
          .isInstanceOf(CannotRunException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("WEBHOOK_PORT");
    }
  }

  @Test
  void anyOtherPasses() {
    assertThatCode(() -> FreePort.check("WEBHOOK_PORT", 0)).doesNotThrowAnyException();
  }
}
