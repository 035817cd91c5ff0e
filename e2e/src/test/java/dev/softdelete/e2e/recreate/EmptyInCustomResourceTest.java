package dev.softdelete.e2e.recreate;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.NewKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same for a custom resource, whose schema has defaults and says how maps and lists merge. */
@Tag("soak")
class EmptyInCustomResourceTest {
  private static final String CRD = "machines.empty.example.com";
  private static final String SCHEMA =
      """
      {type: object, properties: {spec: {type: object, properties: {
        other: {type: string},
        defaulted: &defaulted
          {type: object, properties: {a: {type: integer, default: 5}, b: {type: integer}}},
        whole: {
          type: object, x-kubernetes-map-type: atomic, additionalProperties: {type: string}},
        any: {type: object, x-kubernetes-preserve-unknown-fields: true},
        nullable: {type: string, nullable: true},
        text: {type: string},
        list: {type: array, items: {type: string}},
        byName: {type: object, additionalProperties: *defaulted}}}}}
      """
          .strip();
  private static final String OTHERS =
      "{defaulted: {b: 2}, whole: {theirs: x}, any: {theirs: x}, byName: {one: {b: 2}}}";
  private static Kubectl kubectl;
  private static Recreation restore;

  /** What a manifest says. */
  enum Says {
    NOTHING("{other: x}"),
    CONTENT(
        "{defaulted: {a: 1}, whole: {mine: x}, any: {mine: {x: z}}, nullable: some, text: t,"
            + " list: [x], byName: {one: {a: 1}}}"),
    EMPTY(
        "{defaulted: {}, whole: {}, any: {}, nullable: '', text: '', list: [],"
            + " byName: {one: {}}}"),
    NULL(
        "{defaulted: null, whole: null, any: null, nullable: null, text: null, list: null,"
            + " byName: null}"),
    /** The nulls that the API server takes in a server-side apply. */
    ACCEPTED_NULL("{defaulted: null, any: null, nullable: null, byName: null}");

    private final String spec;

    Says(String spec) {
      this.spec = spec;
    }

    String manifest(String name) {
      return machine(name, spec);
    }
  }

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    NewKind.of(kubectl, CRD, "Machine", SCHEMA);
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [empty.example.com], resources: ["*"]}]
              onRecreate: Restore
            """);
    NewKind.awaitCovered(kubectl, "empty.example.com/v1", "Machine", ns);
    restore = new Recreation(ns, kubectl);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", restore.ns());
    kubectl.run("delete", "crd", CRD, "--wait=false");
  }

  @ParameterizedTest
  @CsvSource({
    "true,  CONTENT, EMPTY",
    "true,  CONTENT, ACCEPTED_NULL",
    "true,  NOTHING, EMPTY",
    "true,  NOTHING, ACCEPTED_NULL",
    "true,  EMPTY,   EMPTY",
    "false, CONTENT, EMPTY",
    "false, CONTENT, NULL",
    "false, NOTHING, EMPTY",
    "false, NOTHING, NULL"
  })
  void hasTheResultOfAnUndeleteAndAnApply(boolean serverSide, Says before, Says now) {
    new UndeleteAndApply(
            restore,
            "machine",
            before::manifest,
            name -> restore.runWith(UndeleteAndApply.ANOTHER, machine(name, OTHERS)))
        .assertSameAsCreate(serverSide, now::manifest);
  }

  /** A patch leaves the fields of {@code kubectl apply} to it; a server-side apply takes them. */
  @ParameterizedTest
  @EnumSource(names = {"EMPTY", "NULL"})
  void hasThatResultAfterAPatchByAnotherClient(Says now) {
    new UndeleteAndApply(
            restore, "machine", Says.CONTENT::manifest, EmptyInCustomResourceTest::patched)
        .assertSameAsCreate(false, now::manifest);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT", "NOTHING"})
  void whatTheApiServerRefusesLeavesTheObjectAsItWas(Says before) {
    new UndeleteAndApply(restore, "machine", before::manifest, EmptyInCustomResourceTest::patched)
        .assertRefusedAsAfterUndelete(Says.NULL::manifest);
  }

  private static void patched(String name) {
    restore.run(
        "patch",
        "machine",
        name,
        "--type=merge",
        "--field-manager=other",
        "-p",
        machine(name, OTHERS));
  }

  private static String machine(String name, String spec) {
    return """
    apiVersion: empty.example.com/v1
    kind: Machine
    metadata: {name: %s}
    spec: %s
    """
        .formatted(name, spec);
  }
}
