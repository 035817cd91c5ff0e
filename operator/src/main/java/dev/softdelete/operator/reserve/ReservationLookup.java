package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import java.util.List;

/** Finds reservations. */
public interface ReservationLookup {

  /**
   * Returns the reservations of a name.
   *
   * @param key a {@link ReservedKey}
   */
  List<NameReservation> named(String key);

  /** Returns the reservations of a host, and of all hosts that overlap with it. */
  List<NameReservation> answeringFor(String host);
}
