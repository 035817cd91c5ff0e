package dev.softdelete.e2e.ledger.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every request of the test, with its answer. */
public final class Journal {
  private final List<Sent> all = new ArrayList<>();
  private final Map<String, Sent> byStamp = new HashMap<>();

  public synchronized void add(Sent sent) {
    all.add(sent);
    byStamp.put(sent.stamp(), sent);
  }

  public synchronized List<Sent> all() {
    return List.copyOf(all);
  }

  /** Whose write bears that stamp. */
  public synchronized Optional<Sent> by(String stamp) {
    return Optional.ofNullable(byStamp.get(stamp));
  }

  /** Whether somebody deleted what is at a path, or may have done so. */
  public synchronized boolean deleted(String path) {
    return all.stream()
        .anyMatch(s -> s.method().equals("DELETE") && !s.refused() && s.path().equals(path));
  }
}
