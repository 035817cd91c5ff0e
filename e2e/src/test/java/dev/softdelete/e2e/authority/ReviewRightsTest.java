package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Review.ask;
import static dev.softdelete.e2e.authority.Review.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was deleted is told to whoever may get the record and the object, and to nobody else. */
class ReviewRightsTest {
  private static final String CAN_ASK = "create deletedresourcereviews.softdelete.dev";
  private static Kubectl admin;
  private static String ns;
  private static Deleted map;
  private static Deleted secret;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
            """);
    admin = Cluster.kubectl();
    map = Deleted.configMap(ns, "map");
    secret = deletedSecret(ns, "login");
  }

  @Test
  void editReadsSecretsToo() {
    Caller ed = caller(Person.called("ed").with("edit", ns, CAN_ASK));

    assertThat(Review.manifest(ask(ed, map), map).at("/data/k").asText()).isEqualTo("v");
    assertThat(Review.manifest(ask(ed, secret), secret).at("/data").size()).isOne();
  }

  @Test
  void viewReadsNoSecret() {
    Caller vera = caller(Person.called("vera").with("view", ns, CAN_ASK));

    assertThat(Review.manifest(ask(vera, map), map).at("/data/k").asText()).isEqualTo("v");
    refused(
        ask(vera, secret),
        403,
        "may not read what was deleted: this takes the verb \"get\" on secrets \"login\" in"
            + " namespace "
            + ns);
    refused(
        ask(vera, ns, "{record: %s, include: [Restore]}".formatted(secret.record())),
        403,
        "this takes the verb \"get\" on secrets");
  }

  @Test
  void whoHasNoRightsIsRefusedByRbac() {
    refused(ask(caller(Person.called("nobody")), map), 403, "cannot create resource");
    refused(ask(Caller.anonymous(), map), 403, "cannot create resource");
  }

  @Test
  void whoMayAskAndNothingElseDoesNotLearnWhetherThereIsARecord() {
    Person asker =
        Person.called("asker").may(ns, "create", "deletedresourcereviews.softdelete.dev");

    refused(
        ask(caller(asker), map),
        403,
        "this takes the verb \"get\" on deletedresources.softdelete.dev \"" + map.record() + "\"");
    refused(
        ask(caller(asker), ns, "{record: no-such-record}"),
        403,
        "this takes the verb \"get\" on deletedresources.softdelete.dev \"no-such-record\"");
  }

  @Test
  void whoMayReadTheRecordAndNotTheObjectIsRefused() {
    Person clerk =
        Person.called("clerk")
            .may(ns, "create", "deletedresourcereviews.softdelete.dev")
            .may(ns, "get", "deletedresources.softdelete.dev")
            // These are other rights than to get the object.
            .may(ns, "list", "configmaps")
            .may(ns, "create", "configmaps");

    refused(ask(caller(clerk), map), 403, "this takes the verb \"get\" on configmaps \"map\"");
  }

  @Test
  void aRightToOneNameIsOneToThatNameOnly() {
    Deleted other = Deleted.configMap(ns, "other");
    Person nina =
        Person.called("nina")
            .may(ns, "create", "deletedresourcereviews.softdelete.dev")
            .mayOnly(ns, "get", "deletedresources.softdelete.dev", map.record())
            .mayOnly(ns, "get", "configmaps", "map");

    assertThat(Review.manifest(ask(caller(nina), map), map).at("/data/k").asText()).isEqualTo("v");
    refused(ask(caller(nina), other), 403, "\"" + other.record() + "\"");
  }

  @Test
  void aRecordOfAnotherNamespaceIsNoneOfThis() {
    String theirs = ns + "-theirs";
    admin.run("create", "namespace", theirs);
    Caller tess = caller(Person.called("tess").with("edit", theirs, CAN_ASK));

    refused(ask(tess, theirs, "{record: %s}".formatted(map.record())), 404, "not found");
    refused(ask(tess, ns, "{record: %s}".formatted(map.record())), 403, "cannot create resource");
    for (String path : new String[] {"../" + ns + "/" + map.record(), ns + "/" + map.record()}) {
      refused(ask(tess, theirs, "{record: '%s'}".formatted(path)), 422, "spec.record must be");
    }
  }

  private static Deleted deletedSecret(String namespace, String name) {
    admin.run(
        "create", "secret", "generic", name, "-n", namespace, "--from-literal=password=hunter2");
    return Deleted.delete("secret", namespace, name);
  }

  private static Caller caller(Person person) {
    return Caller.as(person.name());
  }
}
