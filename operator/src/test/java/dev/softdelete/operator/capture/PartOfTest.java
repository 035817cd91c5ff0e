package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartOfTest {
  private static final String LABEL_VALUE = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";

  /** Each mark begins with L for a label or A for an annotation. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what the object bears                                                                        | part of
          A argocd.argoproj.io/tracking-id=shop:apps/Deployment:shop/web                                 | shop
          A argocd.argoproj.io/tracking-id=shop:/ConfigMap:shop/web                                      | shop
          A argocd.argoproj.io/tracking-id=team-a_shop:apps/Deployment:shop/web                          | team-a_shop
          A argocd.argoproj.io/tracking-id=shop:rbac.authorization.k8s.io/Role:shop/system:web           | shop
          A argocd.argoproj.io/tracking-id=shop                                                          |
          A argocd.argoproj.io/tracking-id=:apps/Deployment:shop/web                                     |
          L kustomize.toolkit.fluxcd.io/name=apps                                                        | apps
          L helm.toolkit.fluxcd.io/name=web                                                              | web
          L helm.toolkit.fluxcd.io/name=web; A meta.helm.sh/release-name=shop-web                        | web
          A meta.helm.sh/release-name=orders-db                                                          | orders-db
          A meta.helm.sh/release-name=orders-db; L app.kubernetes.io/instance=other                      | orders-db
          L app.kubernetes.io/instance=orders-db                                                         | orders-db
          L argocd.argoproj.io/instance=shop                                                             | shop
          L argocd.argoproj.io/instance=shop; L app.kubernetes.io/instance=web                           | web
          A argocd.argoproj.io/tracking-id=shop:/ConfigMap:shop/web; L kustomize.toolkit.fluxcd.io/name=a | shop
          A argocd.argoproj.io/tracking-id=shop:/ConfigMap:shop/web; L app.kubernetes.io/instance=web    | shop
          A argocd.argoproj.io/tracking-id=; A meta.helm.sh/release-name=orders-db                       | orders-db
          A meta.helm.sh/release-name=; L app.kubernetes.io/instance=web                                 | web
          L app.kubernetes.io/instance=                                                                  |
          A meta.helm.sh/release-name=::                                                                 |
          L meta.helm.sh/release-name=web                                                                |
          A app.kubernetes.io/instance=web                                                               |
          A kustomize.toolkit.fluxcd.io/name=apps                                                        |
          L app.kubernetes.io/name=postgresql; L app.kubernetes.io/part-of=shop; L helm.sh/chart=a-1     |
          L softdelete.dev/part-of=forged; A softdelete.dev/part-of=forged                               |
          L softdelete.dev/part-of=forged; A meta.helm.sh/release-name=web                               | web
          """)
  void isWhatTheFirstMarkNames(String marks, String whole) {
    assertThat(PartOf.of(object(marks)).orElse(null)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"a/b, a-b-", "a:b, a-b-", "'a b', a-b-", "-web, web-", "web., web-", "étude, tude-"})
  void isAValidValueWhateverTheName(String name, String start) {
    assertThat(release(name)).startsWith(start).matches(LABEL_VALUE).isNotEqualTo(start);
  }

  @Test
  void endsWithTheHashOfAChangedName() {
    assertThat(release("a/b")).isEqualTo("a-b-c14cddc033");
  }

  @ParameterizedTest
  @ValueSource(ints = {62, 63})
  void isTheWholeNameIfALabelHasRoomForIt(int length) {
    assertThat(release("a".repeat(length))).isEqualTo("a".repeat(length));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 253, 200_000})
  void isCutWithAHashIfTheNameIsLonger(int length) {
    assertThat(release("a".repeat(length)))
        .matches(LABEL_VALUE)
        .hasSize(63)
        .startsWith("a".repeat(52) + "-");
  }

  @Test
  void differsWhereLongNamesDiffer() {
    String same = "payments-".repeat(10);

    assertThat(release(same + "1")).isNotEqualTo(release(same + "2"));
    assertThat(release("a/b")).isNotEqualTo(release("a:b")).isNotEqualTo(release("a-b"));
  }

  @Test
  void isCutAtTheEndOfAWord() {
    assertThat(release("a".repeat(51) + "-" + "b".repeat(30))).matches("a{51}-[0-9a-f]{10}");
  }

  @Test
  void takesNoTimeForNamesThatAreLongAndOdd() {
    assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThat(PartOf.of(object("A meta.helm.sh/release-name=" + "-".repeat(250_000))))
                .isEmpty());
  }

  private static String release(String name) {
    return PartOf.of(object("A meta.helm.sh/release-name=" + name)).orElseThrow();
  }

  private static KubeObject object(String marks) {
    ObjectNode json = Json.object();
    for (String mark : marks.split("; ", -1)) {
      String field = mark.startsWith("L ") ? "/metadata/labels" : "/metadata/annotations";
      int end = mark.indexOf('=');
      json.withObject(field).put(mark.substring(2, end), mark.substring(end + 1));
    }
    return new KubeObject(json);
  }
}
