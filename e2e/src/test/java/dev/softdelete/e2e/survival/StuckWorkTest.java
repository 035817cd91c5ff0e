package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the liveness probe reports when a part of the operator is stuck, and how the operator stops
 * then.
 */
@Tag("delivery")
class StuckWorkTest {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(28);

  private final FaultyOperator operator = FaultyOperator.begin("STUCK_AFTER", "3s");
  private final CountDownLatch heldBack = new CountDownLatch(1);
  private Trial trial;

  StuckWorkTest() throws IOException {}

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws IOException {
    heldBack.countDown();
    operator.proxy().fault(Fault.NONE);
    trial.close();
    operator.close();
  }

  @Test
  void aWorkerThatDoesNotComeBackIsSeenUntilItDoes() {
    assertThat(health()).isEmpty();
    operator.proxy().fault(holding(StuckWorkTest::storesSnapshot));
    trial.create("stuck");
    trial.delete("stuck");

    eventually(() -> assertThat(health()).contains("The work queue of captures is stuck"));

    heldBack.countDown();
    eventually(() -> assertThat(health()).isEmpty());
    trial.captured("stuck");
  }

  @Test
  void aWatchThatDoesNotComeBackIsSeenUntilItDoes() throws IOException {
    operator.proxy().fault(Fault.refusing(r -> r.target().contains("watch=true")));
    assertThat(operator.proxy().cutWatches()).isGreaterThan(3);

    eventually(
        () ->
            assertThat(health())
                .contains("The watch of /api/v1/configmaps does not come back")
                .contains("The watch of /api/v1/namespaces does not come back")
                // The watches of JOSDK, which are taken from its RuntimeInfo.
                .contains("The watch of /apis/softdelete.dev/v1/deletedresources")
                .contains("The watch of /apis/softdelete.dev/v1/softdeletepolicies"));

    operator.proxy().fault(Fault.NONE);
    eventually(() -> assertThat(health()).isEmpty());
  }

  @Test
  void anApiServerThatIsDownIsNoReasonToStartAgain() throws IOException {
    var looks = new AtomicInteger();
    // The leader lease is still renewed, because otherwise the process would exit.
    operator
        .proxy()
        .fault(
            Fault.refusing(
                r -> {
                  if (r.is("GET", "?limit=1")) {
                    looks.incrementAndGet();
                  }
                  return !r.target().contains("/leases");
                }));
    operator.proxy().cutWatches();

    // The operator has noticed that watches do not come back, and that the API server serves none
    // of their paths.
    eventually(() -> assertThat(looks).hasValueGreaterThan(20));
    assertThat(health()).isEmpty();
  }

  @Test
  void aStopDoesNotWaitForWhatHangsAndTheNextReplicaRepeatsIt() {
    operator.proxy().fault(holding(StuckWorkTest::storesSnapshot));
    trial.create("hangs");
    trial.delete("hangs");
    eventually(() -> assertThat(health()).contains("The work queue of captures is stuck"));

    long sigterm = System.nanoTime();
    operator.process().terminate();
    eventually(() -> assertThat(holder()).isEmpty());
    assertThat(Duration.ofNanos(System.nanoTime() - sigterm)).isLessThan(Duration.ofSeconds(10));

    assertThat(operator.process().awaitExit(ENDS_WITHIN)).isZero();
    heldBack.countDown();
    operator.restart();
    trial.captured("hangs");
    trial.nothingLeftBehind();
  }

  private String health() {
    var answer = operator.process().health();
    return answer.statusCode() == 200 ? "" : answer.body();
  }

  private static String holder() {
    return Caller.administrator()
        .get(
            "/apis/coordination.k8s.io/v1/namespaces/"
                + Installation.NAMESPACE
                + "/leases/soft-delete-operator")
        .body()
        .at("/spec/holderIdentity")
        .asText();
  }

  private static boolean storesSnapshot(ProxiedRequest request) {
    return request.is("POST", "/secrets") && request.write();
  }

  private Fault holding(Predicate<ProxiedRequest> which) {
    return new Fault() {
      @Override
      public boolean forwards(ProxiedRequest request) {
        if (which.test(request)) {
          try {
            heldBack.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        return true;
      }
    };
  }
}
