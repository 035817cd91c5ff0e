package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A tenant deletes an Ingress with many wildcard hosts. The API server then still accepts the
 * Ingresses of other tenants, whatever their size, and refuses those that take its hosts.
 */
@Tag("any-server")
class ManyHostsTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static Tenants tenants;

  @BeforeAll
  static void reserve() {
    tenants =
        Tenants.reserving(
            "[{apiGroups: [networking.k8s.io], resources: [ingresses]}]", "{duration: 1h}");
    var answer = create(tenants.a(), ingress("flood", 900, i -> "*.w" + i + "." + domain()));
    assertThat(answer.ok()).as(answer.toString()).isTrue();
    tenants.deleteOfA("ingress", "flood");
    // The API server alone answers.
    Cluster.operator().kill();
  }

  @Test
  void othersCreateLargeOnes() {
    var answer = create(tenants.b(), ingress("large", 1000, i -> "*.app" + i + ".example.org"));

    assertThat(answer.ok()).as(answer.toString()).isTrue();
  }

  @Test
  void othersChangeLargeOnes() {
    create(tenants.b(), ingress("changed", 1000, i -> "app" + i + ".changed.example.org"));

    var answer =
        replace("changed", ingress("changed", 1001, i -> "app" + i + ".changed.example.org"));

    assertThat(answer.ok()).as(answer.toString()).isTrue();
  }

  @Test
  void aTakenHostAmongManyIsFound() {
    var answer =
        create(
            tenants.b(),
            ingress("taken", 1000, i -> i == 777 ? "x.w5." + domain() : "t" + i + ".example.org"));

    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.message()).contains("a host of this object is reserved for another tenant");
  }

  @Test
  void aWildcardOverAllOfThemIsRefused() {
    var answer = create(tenants.b(), ingress("over", 1, i -> "*." + domain()));

    assertThat(answer.message())
        .contains("The host *." + domain() + " is reserved for another tenant");
  }

  @Test
  void moreHostsThanCanBeComparedAreRefusedWithTheReason() {
    var answer = create(tenants.b(), ingress("huge", 20_000, i -> "h" + i + ".example.org"));

    assertThat(answer.code()).isEqualTo(403);
    assertThat(answer.message()).contains("more than 4000 hosts", "Use several objects");
  }

  private static String domain() {
    return tenants.a() + ".example.com";
  }

  private static Caller.Answer create(String namespace, String ingress) {
    long before = System.nanoTime();
    Caller.Answer answer = Caller.administrator().create(path(namespace), ingress);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    return answer;
  }

  private static Caller.Answer replace(String name, String ingress) {
    return Caller.administrator().replace(path(tenants.b()) + "/" + name, ingress);
  }

  private static String path(String namespace) {
    return "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/ingresses";
  }

  private static String ingress(String name, int many, IntFunction<String> host) {
    return """
    {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "%s"},
     "spec": {"rules": [%s]}}
    """
        .formatted(
            name,
            IntStream.range(0, many)
                .mapToObj(i -> "{\"host\": \"" + host.apply(i) + "\"}")
                .collect(Collectors.joining(", ")));
  }
}
