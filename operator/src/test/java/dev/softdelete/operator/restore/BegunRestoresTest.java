package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceIdentity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BegunRestoresTest {
  private static final ResourceIdentity WEB =
      new ResourceIdentity("apps/v1", "Deployment", "deployments", "ns", null, "web", "u-1", null);

  @ParameterizedTest
  @CsvSource({
    "apps/v1,      Deployment, web,      ns,    true",
    "apps/v1beta1, Deployment, web,      ns,    true",
    "apps/v1,      ReplicaSet, web-5f9c, ns,    false",
    "apps/v1,      ReplicaSet, web,      ns,    false",
    "v1,           Deployment, web,      ns,    false",
    "apps/v1,      Deployment, web-2,    ns,    false",
    "apps/v1,      Deployment, web,      other, false"
  })
  void onlyWhatWasDeletedIsBack(
      String apiVersion, String kind, String name, String namespace, boolean back) {
    var live =
        Snapshots.object(
            """
            {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "namespace": "%s"}}
            """
                .formatted(apiVersion, kind, name, namespace));

    assertThat(BegunRestores.isOf(WEB, live)).isEqualTo(back);
  }
}
