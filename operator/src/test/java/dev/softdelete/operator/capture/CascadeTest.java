package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceIdentity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeTest {
  private static final ResourceIdentity GADGET =
      new ResourceIdentity("example.com/v1", "Gadget", "gadgets", "ns", "ns-1", "web", "u", null);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # deleted                   | resource   | namespace | name         | uid  | its own | can own
          its namespace               | namespaces |       | ns              | ns-1 | true  | true
          one of that name before     | namespaces |       | ns              | ns-0 | false | true
          another namespace           | namespaces |       | other           | ns-2 | false | true
          its definition | customresourcedefinitions | | gadgets.example.com | d    | true  | true
          another        | customresourcedefinitions | | widgets.example.com | d    | false | true
          one that only sounds so     | configmaps | ns | gadgets.example.com | d    | false | true
          what is beside it           | configmaps | ns    | owner           | o    | false | true
          what is elsewhere           | configmaps | other | owner           | o    | false | false
          what is nowhere             | nodes      |       | owner           | o    | false | true
          """)
  void tellsFromWhatWasDeleted(
      String what,
      String resource,
      String namespace,
      String name,
      String uid,
      boolean itsOwn,
      boolean canOwn) {
    var deleted = new ResourceIdentity("v1", "Any", resource, namespace, null, name, uid, null);

    assertThat(Cascade.itsOwn(deleted, GADGET)).as(what).isEqualTo(itsOwn);
    assertThat(Cascade.canOwn(deleted, "ns")).as(what).isEqualTo(canOwn);
  }
}
