package dev.softdelete.operator.restore.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreQueueTest {
  private static final GroupRecords CONFIG = GroupRecords.configMap("ns", "web");
  private static final GroupRecords GADGET = GroupRecords.gadget("ns", "web");

  static Stream<Arguments> queues() {
    return Stream.of(
        of("what needs nothing goes first", CONFIG, false, GADGET),
        of("what may need it waits", GADGET, true, CONFIG),
        of("the same stage goes together", CONFIG, false, GroupRecords.configMap("ns", "other")),
        of("other namespaces do not matter", GADGET, false, GroupRecords.configMap("other", "web")),
        of("what is of the whole cluster does", GADGET, true, GroupRecords.clusterRole("reader")),
        of("and waits for no namespace", GroupRecords.clusterRole("r"), false, CONFIG),
        of("nobody waits for a failure", GADGET, false, tried("NameConflict")),
        of(
            "nobody waits for what has begun",
            GADGET,
            false,
            GroupRecords.configMap("ns", "b").begun("b")),
        of("what failed once waits no more", triedGadget(), false, CONFIG));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queues")
  void makesWait(String name, GroupRecords record, boolean waits, GroupRecords other) {
    RestoreQueue queue = RestoreQueue.of(GroupRecords.all(record, other));

    assertThat(queue.makesWait(record.record())).as(name).isEqualTo(waits);
  }

  private static GroupRecords tried(String reason) {
    return GroupRecords.configMap("ns", "tried").refused(reason, "not now");
  }

  private static GroupRecords triedGadget() {
    return GroupRecords.gadget("ns", "tried").refused("QuotaExceeded", "not now");
  }

  private static Arguments of(String name, GroupRecords record, boolean waits, GroupRecords other) {
    return Arguments.of(name, record, waits, other);
  }
}
