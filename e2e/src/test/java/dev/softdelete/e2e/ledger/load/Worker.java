package dev.softdelete.e2e.ledger.load;

import dev.softdelete.e2e.ledger.history.History;
import dev.softdelete.e2e.ledger.history.Sent;
import dev.softdelete.e2e.ledger.history.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Sends what one worker wishes, as long as it may. */
public final class Worker implements Runnable {
  private static final int BACK_OFF = 100;

  private final String name;
  private final Wishes wishes;
  private final History history;
  private final Sender sender;
  private final String home;
  private final BooleanSupplier goesOn;

  /**
   * A worker.
   *
   * @param home a namespace in which to restore what was in others
   */
  public Worker(
      String name,
      Wishes wishes,
      History history,
      Sender sender,
      String home,
      BooleanSupplier goesOn) {
    this.name = name;
    this.wishes = wishes;
    this.history = history;
    this.sender = sender;
    this.home = home;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      Wish wish = wishes.next();
      Optional<Sent> sent =
          call(wish).map(call -> sender.send(name, wish.toString(), wish.stamp(), call));
      if (sent.filter(s -> s.code() == 0).isPresent()) {
        Pause.millis(BACK_OFF);
      } else if (!wishes.atOnce()) {
        Pause.millis(wishes.pause());
      }
    }
  }

  private Optional<Call> call(Wish wish) {
    Place place = wish.place();
    String kind = place.kind().name();
    List<Version> records = history.records(kind, place.namespace(), place.name());
    return Calls.of(wish, history.live(kind, place.namespace(), place.name()))
        .or(
            () ->
                records.isEmpty()
                    ? Optional.empty()
                    : RecordCalls.of(wish, records.getLast(), home, Instant.now()));
  }
}
