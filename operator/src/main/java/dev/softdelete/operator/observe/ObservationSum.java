package dev.softdelete.operator.observe;

import dev.softdelete.api.ObservedNamespace;
import dev.softdelete.api.ObservedRequesters;
import dev.softdelete.api.ObservedResource;
import dev.softdelete.api.PolicyObservation;
import dev.softdelete.api.SoftDeletePolicySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds what a replica has counted to what the status of a policy says. */
final class ObservationSum {
  static final int MOST_RESOURCES = 50;
  static final int MOST_NAMESPACES = 20;

  /** More than the replicas write until one of them has looked at its own report. */
  private static final int REPORTS = 10;

  private static final Comparator<Map.Entry<String, Counts>> MOST_FIRST =
      Comparator.comparingLong((Map.Entry<String, Counts> e) -> e.getValue().captured())
          .thenComparingLong(e -> e.getValue().refused())
          .reversed()
          .thenComparing(Map.Entry::getKey);

  private ObservationSum() {}

  /** Whether the numbers of the batch are in the status already. */
  static boolean includes(Optional<PolicyObservation> before, Batch batch) {
    return before.filter(b -> reports(b).contains(batch.id())).isPresent();
  }

  /**
   * Returns the sum.
   *
   * @param before the numbers of the same generation; empty if there are none
   * @param counting how long nobody else has counted, until now
   */
  static PolicyObservation of(
      Optional<PolicyObservation> before,
      Batch batch,
      SoftDeletePolicySpec policy,
      Duration counting,
      Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    long seconds = before.map(PolicyObservation::observedSeconds).orElse(0L) + counting.toSeconds();
    Map<String, Counts> resources =
        bounded(sum(before.map(ObservationSum::byResource), batch.byResource()), MOST_RESOURCES);
    Map<String, Counts> namespaces =
        sum(before.map(ObservationSum::byNamespace), batch.byNamespace());
    namespaces.remove(Tally.OTHERS);
    Counts all = resources.values().stream().reduce(Counts.NONE, Counts::plus);
    Forecast forecast = Forecast.of(policy, Duration.ofSeconds(seconds));
    return new PolicyObservation(
        batch.generation(),
        before.map(PolicyObservation::since).orElse(time),
        time,
        seconds,
        all.captured(),
        all.routine(),
        all.bytes(),
        requesters(all),
        sorted(resources).map(e -> resource(e.getKey(), e.getValue(), forecast)).toList(),
        sorted(namespaces)
            .filter(e -> e.getValue().captured() > 0)
            .limit(MOST_NAMESPACES)
            .map(e -> namespace(e.getKey(), e.getValue(), forecast))
            .toList(),
        forecast.all(all),
        before.map(PolicyObservation::forgottenNames).orElse(0L) + batch.forgotten(),
        Stream.concat(
                Stream.of(batch.id()),
                before.map(ObservationSum::reports).orElse(List.of()).stream())
            .limit(REPORTS)
            .toList());
  }

  private static Map<String, Counts> sum(
      Optional<Map<String, Counts>> before, Map<String, Counts> more) {
    Map<String, Counts> sum = new HashMap<>(before.orElse(Map.of()));
    more.forEach((key, counts) -> sum.merge(key, counts, Counts::plus));
    return sum;
  }

  /** Sums up the smallest entries where there are too many. */
  private static Map<String, Counts> bounded(Map<String, Counts> numbers, int most) {
    if (numbers.size() <= most) {
      return numbers;
    }
    Map<String, Counts> bounded = new HashMap<>();
    Counts others = numbers.getOrDefault(Tally.OTHERS, Counts.NONE);
    numbers.remove(Tally.OTHERS);
    for (Map.Entry<String, Counts> e : sorted(numbers).toList()) {
      if (bounded.size() < most - 1) {
        bounded.put(e.getKey(), e.getValue());
      } else {
        others = others.plus(e.getValue());
      }
    }
    bounded.put(Tally.OTHERS, others);
    return bounded;
  }

  private static Stream<Map.Entry<String, Counts>> sorted(Map<String, Counts> numbers) {
    return numbers.entrySet().stream().sorted(MOST_FIRST);
  }

  private static ObservedResource resource(String name, Counts counts, Forecast forecast) {
    return new ObservedResource(
        name,
        counts.captured(),
        counts.routine(),
        counts.bytes(),
        forecast.perDay(counts.bytes()),
        requesters(counts));
  }

  private static ObservedNamespace namespace(String name, Counts counts, Forecast forecast) {
    return new ObservedNamespace(
        name.isEmpty() ? null : name,
        counts.captured(),
        counts.routine(),
        counts.bytes(),
        forecast.percentOfLimit(counts));
  }

  private static ObservedRequesters requesters(Counts counts) {
    return new ObservedRequesters(counts.person(), counts.tool(), counts.controller());
  }

  private static List<String> reports(PolicyObservation observation) {
    return Objects.requireNonNullElse(observation.reports(), List.of());
  }

  private static Map<String, Counts> byResource(PolicyObservation observation) {
    Map<String, Counts> numbers = new HashMap<>();
    for (ObservedResource r :
        Objects.requireNonNullElse(observation.resources(), List.<ObservedResource>of())) {
      ObservedRequesters by = Objects.requireNonNullElse(r.refused(), ObservedRequesters.NONE);
      numbers.merge(
          r.resource(),
          new Counts(
              number(r.captured()),
              number(r.routine()),
              number(r.bytes()),
              number(by.person()),
              number(by.tool()),
              number(by.controller())),
          Counts::plus);
    }
    return numbers;
  }

  private static Map<String, Counts> byNamespace(PolicyObservation observation) {
    Map<String, Counts> numbers = new HashMap<>();
    for (ObservedNamespace n :
        Objects.requireNonNullElse(observation.namespaces(), List.<ObservedNamespace>of())) {
      numbers.merge(
          Objects.requireNonNullElse(n.namespace(), ""),
          new Counts(number(n.captured()), number(n.routine()), number(n.bytes()), 0, 0, 0),
          Counts::plus);
    }
    return numbers;
  }

  private static long number(Long value) {
    return value == null ? 0 : value;
  }
}
