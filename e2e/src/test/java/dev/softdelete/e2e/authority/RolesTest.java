package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The permissions of each role, including the cluster's own roles. */
class RolesTest {
  private static final String RECORDS = "deletedresources.softdelete.dev";
  private static final String REVIEWS = "deletedresourcereviews.softdelete.dev";
  private static final String POLICIES = "softdeletepolicies.softdelete.dev";
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
    "soft-delete-admin, get list watch update patch delete deletecollection restore hold"
  })
  void onRecords(String role, String verbs) {
    Person person = Person.called("person").with(role, ns, "get " + RECORDS);

    assertThat(verbs(person, ns, RECORDS)).isEqualTo(words(verbs));
    assertThat(verbs(person, "default", RECORDS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "view, get list watch",
    "edit, get list watch",
    "soft-delete-viewer, get list watch",
    "soft-delete-admin, get list watch create update patch delete deletecollection bypass"
  })
  void onPoliciesInTheWholeCluster(String role, String verbs) {
    Person person = Person.called("person").withEverywhere(role, "get " + POLICIES);

    assertThat(verbs(person, "default", POLICIES)).isEqualTo(words(verbs));
  }

  @ParameterizedTest
  @CsvSource({
    "view, create",
    "edit, create",
    "admin, create",
    "soft-delete-viewer, create",
    "soft-delete-restorer, ''",
    "soft-delete-purger, ''",
    "soft-delete-admin, ''"
  })
  void onReviews(String role, String verbs) {
    Person person = Person.called("person").with(role, ns, "get " + RECORDS);

    assertThat(String.join(" ", verbs(person, ns, REVIEWS))).isEqualTo(verbs);
  }

  /**
   * Returns the verbs in the API server's list of everything that the person may do. If several
   * roles grant verbs on the resource, the list has several lines for it.
   */
  private static Set<String> verbs(Person person, String namespace, String resource) {
    return person
        .kubectl()
        .run("auth", "can-i", "--list", "-n", namespace)
        .lines()
        .filter(line -> line.startsWith(resource + " "))
        .map(line -> line.substring(line.lastIndexOf('[') + 1, line.lastIndexOf(']')))
        .flatMap(verbs -> words(verbs).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(Arrays.asList(text.split(" ", -1)));
  }
}
