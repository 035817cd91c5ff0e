package dev.softdelete.operator.restore.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.Snapshots;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusRuleTest {

  /** The deleted object is shop/c; the last but one column is the restored one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a custom resource              | example.com/v1                  | Widget                   | {"ready":true}                                      | shop/c | AS_REQUESTER
          a custom resource elsewhere    | example.com/v1                  | Widget                   | {"ready":true}                                      | lab/c  | AS_REQUESTER
          a custom one of that name      | example.com/v1                  | Namespace                | {"phase":"Active"}                                  | shop/c | AS_REQUESTER
          an extension of a Kubernetes SIG | gateway.networking.k8s.io/v1  | Gateway                  | {"addresses":[]}                                    | shop/c | AS_REQUESTER
          a load balancer                | v1                              | Service                  | {"loadBalancer":{"ingress":[{"ip":"192.0.2.1"}]}}   | shop/c | NEVER
          an ingress                     | networking.k8s.io/v1            | Ingress                  | {"loadBalancer":{"ingress":[{"ip":"192.0.2.1"}]}}   | shop/c | NEVER
          a claim                        | v1                              | PersistentVolumeClaim    | {"phase":"Bound"}                                   | shop/c | NEVER
          a workload                     | apps/v1                         | Deployment               | {"readyReplicas":1}                                 | shop/c | NEVER
          a namespace                    | v1                              | Namespace                | {"phase":"Terminating"}                             | shop/c | NEVER
          a definition                   | apiextensions.k8s.io/v1         | CustomResourceDefinition | {"storedVersions":["v1"]}                           | shop/c | NEVER
          a running pod                  | v1                              | Pod                      | {"phase":"Running"}                                 | shop/c | NEVER
          a pod that succeeded           | v1                              | Pod                      | {"phase":"Succeeded"}                               | shop/c | AS_OPERATOR
          a pod that failed              | v1                              | Pod                      | {"phase":"Failed"}                                  | shop/c | AS_OPERATOR
          such a pod elsewhere           | v1                              | Pod                      | {"phase":"Failed"}                                  | lab/c  | AS_REQUESTER
          such a pod under another name  | v1                              | Pod                      | {"phase":"Failed"}                                  | shop/d | AS_REQUESTER
          a running job                  | batch/v1                        | Job                      | {"conditions":[{"type":"Suspended","status":"False"}]} | shop/c | NEVER
          a job that may yet succeed     | batch/v1                        | Job                      | {"conditions":[{"type":"Complete","status":"False"}]}  | shop/c | NEVER
          a complete job                 | batch/v1                        | Job                      | {"conditions":[{"type":"Complete","status":"True"}]}   | shop/c | AS_OPERATOR
          a failed job                   | batch/v1                        | Job                      | {"conditions":[{"type":"Failed","status":"True"}]}     | shop/c | AS_OPERATOR
          """)
  void byKindAndPlace(
      String what, String apiVersion, String kind, String status, String as, StatusRule rule) {
    KubeObject snapshot = object(apiVersion, kind, "shop/c", status);

    assertThat(StatusRule.of(record(true), snapshot, object(apiVersion, kind, as, "{}")))
        .as(what)
        .isEqualTo(rule);
    assertThat(StatusRule.of(record(false), snapshot, object(apiVersion, kind, as, "{}")))
        .as(what + ", under terms that do not ask for it")
        .isEqualTo(StatusRule.NEVER);
  }

  @Test
  void aLaterObjectIsNotTheOneThatWasRestored() {
    ObjectNode record = Json.tree(record(true));
    record.withObject("/status/restoredAs").put("uid", "u-1");
    KubeObject pod = object("v1", "Pod", "shop/c", "{\"phase\":\"Failed\"}");

    assertThat(StatusRule.of(Json.as(DeletedResource.class, record), pod, pod))
        .isEqualTo(StatusRule.AS_REQUESTER);
  }

  private static DeletedResource record(boolean restoreStatus) {
    ObjectNode record = Json.tree(Snapshots.record("shop", "c", Map.of()));
    record.withObject("/spec/terms").put("restoreStatus", restoreStatus);
    record.withObject("/status/restoredAs").put("uid", "u-2");
    return Json.as(DeletedResource.class, record);
  }

  private static KubeObject object(String apiVersion, String kind, String as, String status) {
    String[] place = as.split("/", 2);
    return Snapshots.object(
        """
        {"apiVersion": "%s", "kind": "%s", "metadata": {"uid": "u-2", "namespace": "%s", "name": "%s"}, "status": %s}
        """
            .formatted(apiVersion, kind, place[0], place[1], status));
  }
}
