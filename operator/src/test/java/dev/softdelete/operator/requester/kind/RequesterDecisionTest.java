package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequesterDecisionTest {

  @ParameterizedTest
  @MethodSource("dev.softdelete.operator.requester.kind.RealClients#all")
  void decidesWhoCreates(RealClients.Client client) {
    RequesterKind kind =
        RequesterDecision.ofCreate(
            RealClients.lists(), client.create(), owner -> client.lives(owner.uid()));

    assertThat(kind).isEqualTo(client.kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alice                                         | staff                | PERSON
          system:admin                                  | system:masters       | PERSON
          system:anonymous                              | system:unauthenticated | PERSON
          system:serviceaccount:awx:ansible             | system:authenticated | PERSON
          system:serviceaccount:shop:any                | system:authenticated | CONTROLLER
          system:serviceaccount:kube-system:job-controller | system:authenticated | CONTROLLER
          system:apiserver                              | system:masters       | CONTROLLER
          system:kube-controller-manager                | system:authenticated | CONTROLLER
          system:kube-scheduler                         | system:authenticated | CONTROLLER
          system:node:worker                            | system:nodes         | CONTROLLER
          system:k3s-supervisor                         | system:masters       | CONTROLLER
          bot:scaler                                    | system:authenticated | CONTROLLER
          bob                                           | robots               | CONTROLLER
          alice                                         |                      | PERSON
          """)
  void decidesWhoDeletes(String user, String groups, RequesterKind kind) {
    var requester = new Requester(user, null, groups == null ? null : Arrays.asList(groups), null);

    assertThat(RequesterDecision.ofUser(RealClients.lists(), requester)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # user    | manager            | mark before | mark now | owner | who
          alice     | kubectl-edit       | -           | -        | -     | TOOL
          alice     | k9s                | -           | -        | live  | PERSON
          alice     | k9s                | own         | own      | -     | PERSON
          sa        | manager            | -           | -        | -     | CONTROLLER
          sa        | manager            | own         | own      | -     | CONTROLLER
          sa        | ours               | -           | own      | -     | TOOL
          sa        | ours               | other       | own      | live  | TOOL
          sa        | argocd-controller  | own         | own      | -     | TOOL
          sa        | helm-controller    | -           | -        | live  | CONTROLLER
          sa        | helm-controller    | -           | -        | dead  | TOOL
          """)
  void decidesWhoUpdates(
      String user, String manager, String before, String now, String owner, RequesterKind kind) {
    String name = user.equals("sa") ? "system:serviceaccount:shop:x" : user;
    var update =
        new Creation(
            new Requester(name, null, null, null), marked(now, owner), Optional.of(manager));

    assertThat(
            RequesterDecision.ofUpdate(
                RealClients.lists(), update, marked(before, owner), o -> o.uid().equals("live")))
        .isEqualTo(kind);
  }

  private static KubeObject marked(String mark, String owner) {
    var object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    var metadata = object.putObject("metadata").put("name", "web").put("namespace", "shop");
    if (!mark.equals("-")) {
      String named = mark.equals("own") ? "web" : "other";
      metadata.putObject("annotations").put(ToolMark.TRACKING_ID, "a:/ConfigMap:shop/" + named);
    }
    if (!owner.equals("-")) {
      metadata.putArray("ownerReferences").addObject().put("uid", owner).put("controller", true);
    }
    return new KubeObject(object);
  }

  @Test
  void looksUpAFewOwnersOnly() {
    var object = Json.object();
    var owners = object.putObject("metadata").putArray("ownerReferences");
    for (int i = 0; i < 1000; i++) {
      owners.addObject().put("uid", "u-" + i).put("controller", true);
    }
    var lookedUp = new ArrayList<OwnerReference>();
    var create =
        new Creation(
            new Requester("system:serviceaccount:shop:x", null, null, null),
            new KubeObject(object),
            Optional.empty());

    RequesterDecision.ofCreate(RealClients.lists(), create, o -> !lookedUp.add(o));

    assertThat(lookedUp).hasSizeLessThanOrEqualTo(20);
  }
}
