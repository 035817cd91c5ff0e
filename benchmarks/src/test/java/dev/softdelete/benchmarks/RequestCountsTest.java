package dev.softdelete.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestCountsTest {

  @Test
  void requestsAreCountedByVerbAndResourceWhateverTheirCodes() {
    var before = RequestCounts.parse(line("POST", "secrets", "", "201", 10));
    var after =
        RequestCounts.parse(
            line("POST", "secrets", "", "201", 19)
                + line("POST", "secrets", "", "409", 1)
                + line("PATCH", "deletedresources", "status", "200", 20)
                + line("LIST", "nodes", "", "200", 1));

    assertThat(after.since(before, 10))
        .isEqualTo(Map.of("POST secrets", 1.0, "PATCH deletedresources/status", 2.0));
  }

  private static String line(
      String verb, String resource, String subresource, String code, int count) {
    return """
    apiserver_request_total{code="%s",group="",resource="%s",subresource="%s",verb="%s"} %d
    """
        .formatted(code, resource, subresource, verb, count);
  }
}
