package dev.softdelete.operator.reserve;

import dev.softdelete.api.NameReservation;
import java.util.List;

/** Finds what is reserved. */
interface ReservationLookup {

  /**
   * The reservations of a name.
   *
   * @param key a {@link ReservedKey}
   */
  List<NameReservation> named(String key);

  /** The reservations of a host, or of any that overlaps with it. */
  List<NameReservation> answeringFor(String host);
}
