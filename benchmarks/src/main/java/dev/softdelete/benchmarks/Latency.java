package dev.softdelete.benchmarks;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Measures how long a client waits when it creates and deletes one object after the other. */
final class Latency {
  enum Situation {
    WITHOUT("without the operator"),
    UNCOVERED("a policy elsewhere"),
    COVERED("covered, operator running"),
    COVERED_ALONE("covered, operator stopped");

    final String words;

    Situation(String words) {
      this.words = words;
    }
  }

  /** The measured times in microseconds. */
  record Times(Histogram create, Histogram delete, Histogram gone) {
    Times() {
      this(new Histogram(3), new Histogram(3), new Histogram(3));
    }
  }

  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final int WARM_UP_AT_MOST = 100;

  private final TestBed bed;
  private final int requests;
  private final int warmUp;
  private final Map<Situation, Times> times = new EnumMap<>(Situation.class);
  private WebhookCalls asked = WebhookCalls.NONE;
  private int rounds;

  Latency(TestBed bed, int requests) {
    this.bed = bed;
    this.requests = requests;
    this.warmUp = Math.min(requests, WARM_UP_AT_MOST);
    for (Situation situation : Situation.values()) {
      times.put(situation, new Times());
    }
  }

  Times times(Situation situation) {
    return times.get(situation);
  }

  /**
   * Returns how often the webhook was called while the operator ran and the objects were covered.
   */
  WebhookCalls asked() {
    return asked;
  }

  /** Returns the number of covered objects, including those of the warm-up. */
  int objectsCovered() {
    return rounds * (requests + warmUp);
  }

  /** Runs one round. It needs the policy and leaves it in place. */
  void round(int round) throws InterruptedException {
    rounds++;
    bed.askWebhook(true);
    bed.startOperator();
    bed.removePolicy();
    bed.stopOperator();
    measure(Situation.WITHOUT, Paths.COVERED, round);
    bed.startOperator();
    bed.addPolicy();
    bed.awaitWebhook(Paths.COVERED);
    measure(Situation.UNCOVERED, Paths.UNCOVERED, round);
    WebhookCalls before = bed.webhookCalls();
    measure(Situation.COVERED, Paths.COVERED, round);
    asked = asked.plus(bed.webhookCalls().minus(before));
    bed.stopOperator();
    measure(Situation.COVERED_ALONE, Paths.COVERED, round);
  }

  private void measure(Situation situation, String namespace, int round)
      throws InterruptedException {
    String prefix = situation.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + round + "-";
    boolean goes = situation != Situation.COVERED_ALONE;
    try (EventWatch watch =
        new EventWatch(bed.admin(), Paths.configMaps(namespace), "", "DELETED")) {
      for (int i = -warmUp; i < requests; i++) {
        one(namespace, prefix + (i + warmUp), watch, goes, i < 0 ? new Times() : times(situation));
      }
    }
  }

  private void one(String namespace, String name, EventWatch watch, boolean goes, Times into)
      throws InterruptedException {
    String manifest = Manifests.configMap(name, "");
    long before = System.nanoTime();
    bed.admin().post(Paths.configMaps(namespace), manifest);
    long created = System.nanoTime();
    bed.admin().delete(Paths.configMaps(namespace) + "/" + name);
    long deleted = System.nanoTime();
    into.create().recordValue((created - before) / 1_000);
    into.delete().recordValue((deleted - created) / 1_000);
    if (goes) {
      into.gone().recordValue((watch.await(name, AT_MOST) - created) / 1_000);
    }
  }
}
