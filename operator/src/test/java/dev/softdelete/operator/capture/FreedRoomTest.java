package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.ListedRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreedRoomTest {
  private final AwaitingRoom awaiting = new AwaitingRoom();
  private final List<DeletedResource> records = new ArrayList<>();
  private final List<ObjectKey> again = new ArrayList<>();
  private final FreedRoom freed = new FreedRoom(awaiting, new ListedRecords(records), again::add);

  @Test
  void whenARecordGoesWhoWaitsIsTriedInOrder() {
    records.add(record("a"));
    records.add(record("b"));
    awaiting.add(key("second-by-name"));
    awaiting.add(key("first-by-name"));
    freed.run();

    records.removeFirst();
    freed.run();

    assertThat(again).containsExactly(key("second-by-name"), key("first-by-name"));
  }

  @Test
  void anotherRecordInItsPlaceIsNoReasonToMissIt() {
    records.add(record("a"));
    awaiting.add(key("web"));
    freed.run();

    records.set(0, record("b"));
    freed.run();

    assertThat(again).containsExactly(key("web"));
  }

  @Test
  void nothingIsTriedWhileNothingGoes() {
    records.add(record("a"));
    awaiting.add(key("web"));

    freed.run();
    records.add(record("b"));
    freed.run();

    assertThat(again).isEmpty();
  }

  @Test
  void whatWaitsNoMoreIsNotTried() {
    records.add(record("a"));
    awaiting.add(key("web"));
    freed.run();

    awaiting.remove(key("web"));
    records.clear();
    freed.run();

    assertThat(again).isEmpty();
    assertThat(awaiting.namespaces()).isEmpty();
  }

  @Test
  void clusterScopedObjectsWaitByThemselves() {
    var namespace = new ObjectKey(ResourceType.NAMESPACES, Optional.empty(), "web");

    awaiting.add(namespace);

    assertThat(awaiting.namespaces()).containsExactly(Optional.empty());
    assertThat(awaiting.first(Optional.empty(), 16)).containsExactly(namespace);
  }

  private static ObjectKey key(String name) {
    return new ObjectKey(ResourceType.SECRETS, Optional.of("shop"), name);
  }

  private static DeletedResource record(String uid) {
    return Json.as(
        DeletedResource.class,
        Json.parse(
            "{\"metadata\": {\"uid\": \"%s\"}}".formatted(uid).getBytes(StandardCharsets.UTF_8)));
  }
}
