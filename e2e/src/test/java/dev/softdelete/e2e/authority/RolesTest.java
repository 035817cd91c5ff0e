package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what by their role, the cluster's own roles included. */
class RolesTest {
  private static final List<String> ON_RECORDS =
      List.of("get", "list", "watch", "patch", "restore", "delete", "hold");
  private static String ns;

  @BeforeAll
  static void namespace() {
    ns = "roles-" + ProcessHandle.current().pid();
    Cluster.installation().kubectl().run("create", "namespace", ns);
  }

  @ParameterizedTest
  @CsvSource({
    "view, get list watch",
    "edit, get list watch patch restore",
    "admin, get list watch patch restore",
    "soft-delete-viewer, get list watch",
    "soft-delete-restorer, get list watch patch restore",
    "soft-delete-purger, get list watch patch delete",
    "soft-delete-admin, get list watch patch restore delete hold"
  })
  void onRecords(String role, String verbs) {
    Person person = Person.called("person").with(role, ns, "get deletedresources.softdelete.dev");

    assertThat(ON_RECORDS)
        .filteredOn(verb -> person.can(ns, verb + " deletedresources.softdelete.dev"))
        .containsExactlyElementsOf(Arrays.asList(verbs.split(" ", -1)));
    assertThat(person.can("default", "get deletedresources.softdelete.dev")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "view, get list",
    "edit, get list",
    "soft-delete-viewer, get list",
    "soft-delete-admin, get list create patch delete bypass"
  })
  void onPoliciesInTheWholeCluster(String role, String verbs) {
    Person person =
        Person.called("person").withEverywhere(role, "get softdeletepolicies.softdelete.dev");

    assertThat(List.of("get", "list", "create", "patch", "delete", "bypass"))
        .filteredOn(verb -> person.can("default", verb + " softdeletepolicies.softdelete.dev"))
        .containsExactlyElementsOf(Arrays.asList(verbs.split(" ", -1)));
  }
}
