package dev.softdelete.operator.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final Duration INTRODUCTION = Duration.ofSeconds(5);

  private static final int KIB = 1024;

  private long now;
  private int eased;
  private final List<String> closed = new ArrayList<>();
  private final List<String> givenUp = new ArrayList<>();
  private final List<String> paused = new ArrayList<>();
  private final Connections connections =
      new Connections(
          new Limits(
              new Limits.Room(3, 100 * KIB),
              new Limits.Room(2, 100 * KIB),
              INTRODUCTION,
              Duration.ofSeconds(15),
              Duration.ofSeconds(30),
              Duration.ofSeconds(300)),
          () -> now,
          () -> eased++);

  private final class Fake implements Peer {
    private final String name;
    private final String from;

    Fake(String name, String from) {
      this.name = name;
      this.from = from;
    }

    @Override
    public InetAddress address() {
      return InetAddress.ofLiteral(from);
    }

    @Override
    public void close() {
      closed.add(name);
      connections.closed(this);
    }

    @Override
    public void giveUp() {
      givenUp.add(name);
      connections.ends(this);
    }

    @Override
    public void reading(boolean on) {
      paused.remove(name);
      if (!on) {
        paused.add(name);
      }
    }
  }

  @Test
  void theLongestWaitingStrangerMakesRoom() {
    stranger("a");
    stranger("b");
    stranger("c");

    stranger("d");

    assertThat(closed).containsExactly("a");
  }

  @Test
  void theAddressWithTheMostStrangersMakesRoom() {
    stranger("a", "10.0.0.1");
    stranger("b", "10.0.0.2");
    stranger("c", "10.0.0.2");

    stranger("d", "10.0.0.3");

    assertThat(closed).containsExactly("b");
  }

  @Test
  void anAddressOfAKnownCallerMakesRoomLast() {
    connections.trusted(stranger("api", "10.0.0.1"));
    stranger("a", "10.0.0.1");
    stranger("b", "10.0.0.1");
    stranger("c", "10.0.0.2");

    stranger("d", "10.0.0.3");

    assertThat(closed).containsExactly("c");
  }

  @Test
  void whoeverIsWorkedForMakesRoomForNobody() {
    connections.works(stranger("a"));
    connections.works(stranger("b"));
    stranger("c");

    stranger("d");

    assertThat(closed).containsExactly("c");
  }

  @Test
  void ifAllAreWorkedForTheNewcomerIsClosed() {
    connections.works(stranger("a"));
    connections.works(stranger("b"));
    connections.works(stranger("c"));

    stranger("d");

    assertThat(closed).containsExactly("d");
  }

  @Test
  void thePortIsCrowdedWhileMostStrangersAreWorkedFor() {
    Fake a = stranger("a");
    connections.works(a);
    assertThat(connections.crowded()).isFalse();

    Fake b = stranger("b");
    connections.works(b);
    assertThat(connections.crowded()).isTrue();
    assertThat(eased).isZero();

    connections.idles(a);
    assertThat(connections.crowded()).isFalse();
    assertThat(eased).isEqualTo(1);
  }

  @Test
  void aStrangerThatIsTrustedOrGoneLeavesRoom() {
    Fake api = stranger("api");
    connections.works(api);
    Fake gone = stranger("gone");
    connections.works(gone);

    connections.trusted(api);
    assertThat(connections.crowded()).isFalse();
    assertThat(eased).isEqualTo(1);

    connections.closed(gone);
    assertThat(eased).isEqualTo(2);
  }

  @Test
  void strangersTakeNoRoomOfKnownCallers() {
    connections.trusted(stranger("api"));
    for (int i = 0; i < 100; i++) {
      stranger("stranger");
    }

    assertThat(closed).hasSize(97).containsOnly("stranger");
  }

  @Test
  void theKnownCallerThatWaitsLongestMakesRoomForAnother() {
    Fake a = known("a");
    known("b");
    connections.idles(a);

    known("c");

    assertThat(closed).containsExactly("b");
  }

  @Test
  void aCallerIsRefusedWhileAllKnownOnesAreWorkedFor() {
    connections.works(known("a"));
    connections.works(known("b"));

    assertThat(connections.trusted(stranger("c"))).isFalse();
    assertThat(closed).isEmpty();
  }

  @Test
  void aStrangerThatTakesTooLongIsClosed() {
    stranger("a");
    pass(INTRODUCTION);
    connections.closeOverdue();
    assertThat(closed).isEmpty();

    pass(Duration.ofNanos(1));
    connections.closeOverdue();

    assertThat(closed).containsExactly("a");
  }

  @Test
  void anIdleConnectionIsKept() {
    connections.idles(known("a"));

    pass(Duration.ofSeconds(299));
    connections.closeOverdue();

    assertThat(closed).isEmpty();
  }

  @Test
  void theBodyThatWasBegunFirstIsReadOnAndOthersWait() {
    Fake first = known("first");
    Fake second = known("second");
    connections.holds(second, 40 * KIB);
    connections.holds(first, 70 * KIB);
    connections.holds(second, 1);
    assertThat(paused).containsExactly("second");

    connections.works(first);
    connections.released(first);

    assertThat(paused).isEmpty();
    assertThat(givenUp).isEmpty();
  }

  @Test
  void aSmallBodyNeverWaits() {
    connections.holds(known("large"), 200 * KIB);

    connections.holds(known("small"), KIB);

    assertThat(paused).isEmpty();
  }

  @Test
  void aBodyForWhichOthersWaitIsGivenUp() {
    Fake slow = known("slow");
    connections.holds(slow, 99 * KIB);
    pass(Limits.SLOW_BODY.plusNanos(1));
    connections.closeOverdue();
    assertThat(givenUp).isEmpty();

    connections.holds(slow, 2 * KIB);
    connections.closeOverdue();

    assertThat(givenUp).containsExactly("slow");
  }

  @Test
  void aBodyIsForgottenWithItsConnection() {
    Fake first = known("first");
    connections.holds(first, 90 * KIB);
    connections.closed(first);

    known("second");
    connections.holds(known("third"), 90 * KIB);

    assertThat(paused).isEmpty();
  }

  @Test
  void theEndWaitsForRequestsOnly() {
    stranger("stranger");
    Fake api = known("api");
    assertThat(connections.busy()).isTrue();

    connections.idles(api);
    connections.closeIdle();

    assertThat(connections.busy()).isFalse();
    assertThat(closed).containsExactly("api");
  }

  @Test
  void aConnectionThatIsClosedAlreadyChangesNothing() {
    Fake gone = stranger("gone");
    connections.closed(gone);

    connections.works(gone);
    connections.holds(gone, 1000);
    connections.released(gone);
    connections.idles(gone);
    connections.closed(gone);

    assertThat(connections.trusted(gone)).isFalse();
    assertThat(connections.busy()).isFalse();
    assertThat(closed).isEmpty();
  }

  private Fake stranger(String name) {
    return stranger(name, "10.0.0.1");
  }

  private Fake stranger(String name, String from) {
    var fake = new Fake(name, from);
    connections.opened(fake);
    return fake;
  }

  private Fake known(String name) {
    Fake fake = stranger(name);
    assertThat(connections.trusted(fake)).isTrue();
    return fake;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
