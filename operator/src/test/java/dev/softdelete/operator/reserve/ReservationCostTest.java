package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ReservedNamesSpec;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.cost.PolicyCost;
import dev.softdelete.operator.kube.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API server spends on an object depends on the object's own hosts, not on what others
 * have reserved, and has a bound.
 */
class ReservationCostTest {
  private static final int PER_EXPRESSION = 1_000_000;
  private static final int PER_REQUEST = 10_000_000;
  private static final int NAMES = 0;
  private static final int NUMBER = 1;
  private static final int HOSTS = 2;

  private static final PolicyCost POLICY =
      new PolicyCost(
          ReservationManifests.of(
                  new OperatorIdentity("operator", "ns"),
                  List.of(),
                  List.of(Reserved.ingress("a.test")))
              .policy());

  /** Wildcards at each depth, so that each host is looked up as often as possible. */
  private static final ReservedNamesSpec MUCH = reserved(100);

  static Stream<Arguments> largest() {
    String label = "abcdefghi.";
    return Stream.of(
        Arguments.of("usual hosts", ingress(4000, i -> "app" + i + ".mine.example.org")),
        Arguments.of("wildcards", ingress(4000, i -> "*.app" + i + ".mine.example.org")),
        Arguments.of("the longest", ingress(4000, i -> i % 1000 + "." + label.repeat(24) + "x")),
        Arguments.of(
            "the longest wildcards", ingress(4000, i -> "*." + label.repeat(24) + i % 1000)),
        Arguments.of("with the most labels", ingress(4000, i -> "a.".repeat(124) + i % 1000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largest")
  void theLargestObjectIsAccepted(String name, ObjectNode object) {
    Map<String, JsonNode> input = input(object, MUCH);

    List<PolicyCost.Outcome> outcomes =
        List.of(
            POLICY.validation(NAMES, input),
            POLICY.validation(NUMBER, input),
            POLICY.validation(HOSTS, input));

    assertThat(outcomes).as(name).allSatisfy(o -> assertThat(o.result()).isEqualTo(true));
    assertThat(outcomes).allSatisfy(o -> assertThat(o.highest()).isLessThan(PER_EXPRESSION));
    long messages = POLICY.message(HOSTS, input).total() + POLICY.message(NAMES, input).total();
    assertThat(outcomes.stream().mapToLong(PolicyCost.Outcome::total).sum() + messages)
        .isLessThan(PER_REQUEST);
  }

  @Test
  void oneWithMoreHostsIsRefusedBeforeItsHostsAreRead() {
    PolicyCost.Outcome outcome = POLICY.validation(NUMBER, input(ingress(200_000, i -> "a"), MUCH));

    assertThat(outcome.result()).isEqualTo(false);
    assertThat(outcome.total()).isLessThan(1000);
    assertThat(POLICY.message(HOSTS, input(ingress(200_000, i -> "a"), MUCH)).total())
        .isLessThan(1000);
  }

  @Test
  void oneThatHadMoreHostsIsAcceptedWithFewer() {
    Map<String, JsonNode> input = input(ingress(10, i -> "a" + i + ".example.org"), MUCH);
    input.put("oldObject", ingress(200_000, i -> "a"));

    PolicyCost.Outcome outcome = POLICY.validation(HOSTS, input);

    assertThat(outcome.result()).isEqualTo(true);
    assertThat(outcome.cost()).doesNotContainKey("before");
  }

  @Test
  void oneWithMoreHostsIsAcceptedWhereNoHostsAreReserved() {
    Map<String, JsonNode> input = input(ingress(200_000, i -> "a"), ReservedNamesSpec.EMPTY);

    assertThat(POLICY.validation(NUMBER, input).result()).isEqualTo(true);
    assertThat(POLICY.validation(HOSTS, input).result()).isEqualTo(true);
    assertThat(POLICY.validation(HOSTS, input).total()).isLessThan(200);
  }

  @Test
  void whatOthersHaveReservedCostsNothing() {
    ObjectNode object = ingress(150, i -> "*.app" + i + ".mine.example.org");

    long few = POLICY.validation(HOSTS, input(object, reserved(1))).total();
    long many = POLICY.validation(HOSTS, input(object, reserved(1000))).total();

    assertThat(many).isEqualTo(few);
  }

  @Test
  void anUpdateThatDoesNotChangeHostsCostsNothing() {
    ObjectNode object = ingress(4000, i -> "app" + i + ".mine.example.org");
    Map<String, JsonNode> input = input(object, MUCH);
    input.put("oldObject", object);

    PolicyCost.Outcome outcome = POLICY.matchCondition("may-add-hosts", input);

    assertThat(outcome.result()).isEqualTo(false);
    assertThat(outcome.total()).isLessThan(100);
  }

  @Test
  void anUpdateOfSomethingElseIsNotLookedUp() {
    ObjectNode before = ingress(1000, i -> "app" + i + ".mine.example.org");
    ObjectNode object = before.deepCopy();
    object.withObject("/spec").put("ingressClassName", "other");
    Map<String, JsonNode> input = input(object, MUCH);
    input.put("oldObject", before);

    PolicyCost.Outcome outcome = POLICY.validation(HOSTS, input);

    assertThat(outcome.result()).isEqualTo(true);
    assertThat(outcome.cost()).doesNotContainKey("refused1");
  }

  static Stream<Arguments> hosts() {
    return Stream.of(
        Arguments.of("h1.t1.example.com", "other", false),
        Arguments.of(" H1.T1.example.com. ", "other", false),
        Arguments.of("\th1.t1.example.com.\t", "other", false),
        Arguments.of("new.t1.example.com", "other", false),
        Arguments.of("a.b.c.t1.example.com", "other", false),
        Arguments.of("*.t1.example.com", "other", false),
        Arguments.of("*.x.t1.example.com", "other", false),
        Arguments.of("*.example.com", "other", false),
        Arguments.of("*.com", "other", false),
        Arguments.of("t1.example.com", "other", true),
        Arguments.of("example.com", "other", true),
        Arguments.of("xt1.example.com", "other", true),
        Arguments.of("*.other.com", "other", false),
        Arguments.of("*.free.org", "other", true),
        Arguments.of("*", "other", true),
        Arguments.of("h1.t1.example.com", "mine", true),
        Arguments.of("new.t1.example.com", "mine", true),
        Arguments.of("*.example.com", "mine", true),
        Arguments.of("*.com", "mine", true));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aHostIsRefusedOrNot(String host, String tenant, boolean accepted) {
    ReservedNamesSpec spec =
        Shards.of(
                List.of(
                    Reserved.ingressOf(
                        tenant, "h1.t1.example.com", "*.t1.example.com", "deep.down.other.com")))
            .get("names");

    assertThat(POLICY.validation(HOSTS, input(ingress(1, i -> host), spec)).result())
        .isEqualTo(accepted);
  }

  private static ReservedNamesSpec reserved(int each) {
    Stream<NameReservation> all =
        IntStream.rangeClosed(1, 9)
            .mapToObj(
                depth ->
                    Reserved.ingressOf(
                        "other-" + depth,
                        IntStream.range(0, each)
                            .mapToObj(i -> "*.w" + i + ".d".repeat(depth))
                            .toArray(String[]::new)));
    return ShardEntry.together(Shards.entries(all.toList()));
  }

  private static ObjectNode ingress(int many, IntFunction<String> host) {
    ObjectNode ingress = Json.object();
    ingress.putObject("metadata").put("name", "web");
    ArrayNode rules = ingress.putObject("spec").putArray("rules");
    IntStream.range(0, many).forEach(i -> rules.addObject().put("host", host.apply(i)));
    return ingress;
  }

  private static Map<String, JsonNode> input(ObjectNode object, ReservedNamesSpec reserved) {
    ObjectNode request = Json.object().put("operation", "CREATE").put("namespace", "mine");
    request.putObject("resource").put("group", "networking.k8s.io").put("resource", "ingresses");
    request.putObject("kind").put("kind", "Ingress");
    ObjectNode params = Json.object();
    params.set("spec", Json.tree(reserved));
    ObjectNode namespace = Json.object();
    namespace.putObject("metadata").putObject("labels").put("team", "red");
    return new HashMap<>(
        Map.of(
            "object", object, "request", request, "params", params, "namespaceObject", namespace));
  }
}
