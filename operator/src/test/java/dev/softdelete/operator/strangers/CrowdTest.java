package dev.softdelete.operator.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the memory of the chart's container, honest callers are answered while a crowd of strangers
 * does its worst, and afterwards the memory is free again. The soak tries every deed with 10,000
 * connections; the default run tries every fourth one, with more connections than the ports have
 * room for.
 */
@Tag("sampled")
class CrowdTest {
  private static final int COUNT = Integer.getInteger("softdelete.strangers", 1_200);

  private static final int STEP = COUNT < 10_000 ? 4 : 1;

  /** Much more than an answer takes, because the machine of the test may be busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long MIB_OF_SLACK = 24;
  private static final SSLContext TLS = TrustingAll.context();

  private static ServerProcess server;

  @BeforeAll
  static void serve() throws IOException {
    server = new ServerProcess();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  static List<Deed> deeds() {
    Deed[] all = Deed.values();
    return IntStream.range(0, all.length)
        .filter(i -> i % STEP == STEP - 1)
        .mapToObj(i -> all[i])
        .toList();
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void honestCallersAreAnswered(Deed deed) throws Exception {
    var keeping = HonestCaller.apiServer(server.webhookPort(), TLS, PATIENCE, true);
    var coming = HonestCaller.apiServer(server.webhookPort(), TLS, PATIENCE, false);
    var kubelet = HonestCaller.kubelet(server.probePort(), TLS, PATIENCE);
    List<HonestCaller> honest = List.of(keeping, coming, kubelet);
    long heap;
    try (var atWebhook = new Crowd(server.webhookPort(), TLS);
        var atProbes = new Crowd(server.probePort(), TLS);
        keeping;
        coming;
        kubelet) {
      honest.forEach(HonestCaller::awaitFirst);
      if (deed.atWebhook()) {
        atWebhook.gather(COUNT, deed);
      }
      if (deed.atProbes()) {
        atProbes.gather(COUNT, deed);
      }
      heap = server.heapGrowth();
    }

    System.out.printf(
        "%d strangers, %s: slowest answers %s, heap +%d MiB, resident at most %d MiB%n",
        COUNT, deed, honest.stream().map(CrowdTest::slowest).toList(), heap, server.residentPeak());
    assertThat(honest).extracting(HonestCaller::failure).containsOnly("");
    assertThat(honest).allSatisfy(h -> assertThat(slowest(h)).isLessThan(PATIENCE));
    assertThat(server.alive()).isTrue();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(server.heapGrowth()).isLessThan(MIB_OF_SLACK));
  }

  private static Duration slowest(HonestCaller caller) {
    return Collections.max(caller.answers());
  }
}
