package dev.softdelete.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.softdelete.operator.kube.ApiException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The message of a refusal is safe for every reader. The whole text is not, so that each class that
 * uses it is listed here with its reason.
 */
class WholeTextTest {
  private static final Set<String> USERS =
      Set.of(
          // Decisions, which show nothing.
          "kube.ApiException",
          "check.WebhookCheck",
          "restore.apply.CertainRefusal",
          "restore.create.CreateRefusal",
          "restore.kinds.ServiceAddresses",
          // The review of a restore shows it, to whoever may read the object.
          "restore.over.LiveObjectDelete",
          // Readers of the status of a policy read the policy, of which the text speaks.
          "protect.PolicyVerdict");

  @Test
  void onlyTheseUseTheWholeTextOfARefusal() {
    assertThat(callers(call -> isOf(call, ApiException.class, "whole"))).isEqualTo(USERS);
  }

  @Test
  void onlyTheExplanationOfAFailedStartUsesTheTextOfTheClientLibrary() {
    assertThat(callers(call -> isOf(call, KubernetesClientException.class, "getMessage")))
        .isEqualTo(Set.of("startup.StartFailure"));
  }

  private static boolean isOf(JavaMethodCall call, Class<?> owner, String name) {
    return call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name);
  }

  private static Set<String> callers(Predicate<JavaMethodCall> which) {
    String root = WholeTextTest.class.getPackageName();
    var callers = new TreeSet<String>();
    for (JavaClass user :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root)) {
      if (user.getMethodCallsFromSelf().stream().anyMatch(which)) {
        callers.add(user.getName().substring(root.length() + 1));
      }
    }
    return callers;
  }
}
