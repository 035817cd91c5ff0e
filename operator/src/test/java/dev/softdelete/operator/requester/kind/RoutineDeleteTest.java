package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutineDeleteTest {
  private static final String APPLIED =
      "{\"kubectl.kubernetes.io/last-applied-configuration\":"
          + "\"{\\\"kind\\\":\\\"Pod\\\",\\\"metadata\\\":{\\\"name\\\":\\\"%s\\\"}}\"}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                            | user                                           | manager                   | applied | routine
          a pruned run                      | system:serviceaccount:tekton-pipelines:pruner   | controller                |         | true
          one that a person created         | system:serviceaccount:tekton-pipelines:pruner   | kubectl-create            |         | true
          the same, edited                  | system:serviceaccount:ci:any                    | kubectl-edit              |         | true
          one that Helm declared            | system:serviceaccount:ci:any                    | helm                      |         | false
          one that was applied              | system:serviceaccount:ci:any                    | kubectl-client-side-apply |         | false
          one that was applied by the server | system:serviceaccount:ci:any                   | kubectl                   |         | false
          one with its own mark             | system:serviceaccount:ci:any                    | any                       | step    | false
          one with the mark of its parent   | system:serviceaccount:ci:any                    | any                       | run     | true
          what a person deletes             | ann                                             | controller                |         | false
          what a ServiceAccount for people deletes | system:serviceaccount:awx:ansible        | controller                |         | false
          what a component deletes            | system:kube-scheduler                           | kubelet                   |         | true
          a finished Job                    | system:serviceaccount:kube-system:ttl-after-finished-controller | helm      |         | true
          a Pod of a node that is gone      | system:serviceaccount:kube-system:pod-garbage-collector | helm              | step    | true
          the history of a CronJob          | system:serviceaccount:kube-system:cronjob-controller | helm                 |         | true
          one that Helm declared, of kube-system | system:serviceaccount:kube-system:job-controller | helm                |         | false
          """)
  void isToldByWhoDeletesAndByWhatTheObjectShows(
      String what, String user, String manager, String applied, boolean routine) {
    var requester = new Requester(user, null, List.of("system:authenticated"), null);

    assertThat(RoutineDelete.by(RealClients.lists(), requester, pod(manager, applied)))
        .as(what)
        .isEqualTo(routine);
  }

  private static KubeObject pod(String manager, String applied) {
    String annotations = applied == null ? "{}" : APPLIED.formatted(applied);
    return KubeObject.parse(
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "step", "annotations": %s,
          "managedFields": [{"manager": "kubelet", "operation": "Update"},
            {"manager": "%s", "operation": "Update"}]}}
        """
            .formatted(annotations, manager)
            .getBytes(StandardCharsets.UTF_8));
  }
}
