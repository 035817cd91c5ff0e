package dev.softdelete.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Imports run one way: a package uses only the packages above it in this list. */
class LayersTest {
  private static final String ROOT = LayersTest.class.getPackageName();

  private static final List<String> LAYERS =
      List.of(
          "stop",
          "health",
          "port",
          "kube",
          "snapshot",
          "requester.kind",
          "requester",
          "admission",
          "policy",
          "record",
          "volume",
          "reserve",
          "room",
          "protect.admission",
          "protect",
          "capture",
          "repair",
          "restore.request",
          "restore.kinds",
          "restore.create",
          "restore.apply",
          "restore.finish",
          "restore.hold",
          "restore.group",
          "restore.over",
          "restore",
          "purge",
          "recreate",
          "review",
          "observe",
          "webhook.tls",
          "webhook",
          "webhook.config",
          "controller",
          "startup",
          "probe",
          "leadership",
          "release",
          "check",
          "app");

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void noPackageUsesOneBelowIt() {
    var against = new TreeSet<String>();
    for (JavaClass user : PROGRAM) {
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass();
        if (isOurs(used) && layer(used) > layer(user)) {
          against.add(user.getName() + " uses " + used.getName());
        }
      }
    }

    assertThat(against).isEmpty();
  }

  @Test
  void everyPackageHasItsLayer() {
    assertThat(PROGRAM).isNotEmpty().allSatisfy(c -> assertThat(LAYERS).contains(name(c)));
  }

  private static boolean isOurs(JavaClass used) {
    return used.getPackageName().startsWith(ROOT + ".");
  }

  private static int layer(JavaClass ours) {
    return LAYERS.indexOf(name(ours));
  }

  private static String name(JavaClass ours) {
    return ours.getPackageName().substring(ROOT.length() + 1);
  }
}
