package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import java.util.Arrays;
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
          alice                                         |                      | PERSON
          """)
  void decidesWhoDeletes(String user, String groups, RequesterKind kind) {
    var requester = new Requester(user, null, groups == null ? null : Arrays.asList(groups), null);

    assertThat(RequesterDecision.ofUser(RealClients.lists(), requester)).isEqualTo(kind);
  }
}
