package dev.softdelete.operator.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreQueueTest {
  private static final Records CONFIG = Records.configMap("ns", "web");
  private static final Records GADGET = Records.gadget("ns", "web");

  static Stream<Arguments> queues() {
    return Stream.of(
        of("what needs nothing goes first", CONFIG, false, GADGET),
        of("what may need it waits", GADGET, true, CONFIG),
        of("the same stage goes together", CONFIG, false, Records.configMap("ns", "other")),
        of("other namespaces do not matter", GADGET, false, Records.configMap("other", "web")),
        of("what is of the whole cluster does", GADGET, true, Records.clusterRole("reader")),
        of("and waits for no namespace", Records.clusterRole("r"), false, CONFIG),
        of("nobody waits for a failure", GADGET, false, tried("NameConflict")),
        of(
            "nobody waits for what has begun",
            GADGET,
            false,
            Records.configMap("ns", "b").begun("b")),
        of("what failed once waits no more", triedGadget(), false, CONFIG));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queues")
  void makesWait(String name, Records record, boolean waits, Records other) {
    RestoreQueue queue = RestoreQueue.of(Records.all(record, other));

    assertThat(queue.makesWait(record.record())).as(name).isEqualTo(waits);
  }

  private static Records tried(String reason) {
    return Records.configMap("ns", "tried").refused(reason, "not now");
  }

  private static Records triedGadget() {
    return Records.gadget("ns", "tried").refused("QuotaExceeded", "not now");
  }

  private static Arguments of(String name, Records record, boolean waits, Records other) {
    return Arguments.of(name, record, waits, other);
  }
}
