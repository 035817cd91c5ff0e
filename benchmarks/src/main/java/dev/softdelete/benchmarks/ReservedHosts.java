package dev.softdelete.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Measures how long creates and updates of an Ingress with many hosts take while hosts and
 * wildcards are reserved for other tenants.
 */
final class ReservedHosts {
  private static final int HOSTS = 1_000;
  private static final int TENANTS = 10;
  private static final int HOSTS_OF_A_TENANT = 1_000;
  private static final int WARM_UP = 5;
  private static final Duration PUBLISHED_WITHIN = Duration.ofMinutes(2);
  private static final String RESERVATIONS = "/apis/softdelete.dev/v1/namereservations";
  private static final String PUBLISHED = "/apis/softdelete.dev/v1/reservednames";
  private static final String INGRESSES =
      "/apis/networking.k8s.io/v1/namespaces/" + Paths.UNCOVERED + "/ingresses";
  private static final String POLICY =
      """
      apiVersion: softdelete.dev/v1
      kind: SoftDeletePolicy
      metadata: {name: reserving-hosts}
      spec:
        resources: [{apiGroups: [networking.k8s.io], resources: [ingresses]}]
        namespaceSelector: {matchLabels: {bench: none}}
        nameReservation: {duration: 96h}
      """;

  private final TestBed bed;
  private final int requests;
  private final Map<String, Histogram> times = new LinkedHashMap<>();

  ReservedHosts(TestBed bed, int requests) {
    this.bed = bed;
    this.requests = requests;
  }

  /** Returns the times in microseconds by what was requested. */
  Map<String, Histogram> times() {
    return times;
  }

  /** Measures without the webhook, which would answer first. */
  void measure() {
    bed.admin().post(INGRESSES, ingress("changed", HOSTS, "a"));
    round("no policy");
    bed.kubectl().apply(POLICY);
    bed.kubectl().run("wait", "sdp/reserving-hosts", "--for=condition=Ready", "--timeout=120s");
    round("none reserved");
    IntStream.range(0, TENANTS).forEach(i -> bed.admin().post(RESERVATIONS, reservation(i)));
    awaitPublished();
    round("%,d reserved".formatted(TENANTS * HOSTS_OF_A_TENANT));
    bed.kubectl().run("delete", "sdp", "reserving-hosts", "--timeout=120s");
    bed.admin().delete(RESERVATIONS);
    bed.admin().delete(INGRESSES);
  }

  private void round(String reserved) {
    String created = ingress("created", HOSTS, "a");
    String labelled = ingress("changed", HOSTS, "b");
    String grown = ingress("changed", HOSTS + 1, "a");
    measure(reserved + ", create", () -> bed.admin().post(INGRESSES + "?dryRun=All", created));
    measure(
        reserved + ", update of a label",
        () -> bed.admin().patch(INGRESSES + "/changed?dryRun=All", labelled));
    measure(
        reserved + ", update that adds a host",
        () -> bed.admin().patch(INGRESSES + "/changed?dryRun=All", grown));
  }

  private void measure(String what, Supplier<?> request) {
    var histogram = new Histogram(3);
    for (int i = -WARM_UP; i < Math.max(10, requests / 5); i++) {
      long before = System.nanoTime();
      var _ = request.get();
      if (i >= 0) {
        histogram.recordValue((System.nanoTime() - before) / 1_000);
      }
    }
    times.put(what, histogram);
  }

  private void awaitPublished() {
    Instant deadline = Instant.now().plus(PUBLISHED_WITHIN);
    while (published() < TENANTS * HOSTS_OF_A_TENANT) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the reserved hosts are not published");
      }
    }
  }

  private int published() {
    return bed.items(PUBLISHED).stream()
        .mapToInt(s -> s.at("/spec/hosts").size() + s.at("/spec/wildcards").size())
        .sum();
  }

  private static String ingress(String name, int hosts, String label) {
    return """
    {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
     "metadata": {"name": "%s", "labels": {"bench": "%s"}}, "spec": {"rules": [%s]}}
    """
        .formatted(
            name,
            label,
            IntStream.range(0, hosts)
                .mapToObj("{\"host\": \"app%d.mine.example.org\"}"::formatted)
                .collect(Collectors.joining(", ")));
  }

  /** Half of the hosts are wildcards. */
  private static String reservation(int tenant) {
    return """
    {"apiVersion": "softdelete.dev/v1", "kind": "NameReservation",
     "metadata": {"name": "ingress-reserved-%1$d"},
     "spec": {"tenant": "tenant-%1$d", "duration": "96h", "expirationTime": "2099-01-01T00:00:00Z",
      "resource": {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "resource": "ingresses",
       "namespace": "tenant-%1$d", "name": "reserved", "uid": "uid-%1$d"},
      "hosts": [%2$s]}}
    """
        .formatted(
            tenant,
            IntStream.range(0, HOSTS_OF_A_TENANT)
                .mapToObj(
                    i ->
                        "\"%s%d.tenant-%d.example.com\""
                            .formatted(i % 2 == 0 ? "*.wild" : "host", i, tenant))
                .collect(Collectors.joining(", ")));
  }
}
