package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderRequirementsTest {
  private static final String OURS = "{'matchLabels':{'team':'a'}}";
  private static final String AZURES =
      "{'key':'control-plane','operator':'DoesNotExist'},"
          + "{'key':'kubernetes.azure.com/managedby','operator':'NotIn','values':['aks']}";

  @Test
  void whatTheEnforcerHasAddedIsWrittenToo() {
    assertThat(kept(OURS, "{'matchLabels':{'team':'b'},'matchExpressions':[" + AZURES + "]}"))
        .isEqualTo(
            configuration("{'matchLabels':{'team':'a'},'matchExpressions':[" + AZURES + "]}"));
  }

  @Test
  void whatIsWantedAnywayIsWrittenOnce() {
    String both = "{'matchExpressions':[" + AZURES + "]}";

    assertThat(kept(both, both)).isEqualTo(configuration(both));
  }

  @Test
  void aSelectorThatIsNotWrittenIsNotReplacedEither() {
    ObjectNode wanted = json("{'webhooks':[{'name':'a'}]}");

    assertThat(ProviderRequirements.concern(wanted)).isFalse();
    assertThat(
            ProviderRequirements.kept(
                wanted, configuration("{'matchExpressions':[" + AZURES + "]}")))
        .isEqualTo(wanted);
  }

  @Test
  void anotherWebhookHasNoSay() {
    ObjectNode live =
        json(
            "{'webhooks':[{'name':'b','namespaceSelector':{'matchExpressions':[%s]}}]}"
                .formatted(AZURES));

    assertThat(ProviderRequirements.kept(configuration(OURS), live)).isEqualTo(configuration(OURS));
  }

  /** Others could keep the webhook away from their namespaces by such a requirement. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'key':'team','operator':'DoesNotExist'}
          {'key':'kubernetes.io/metadata.name','operator':'NotIn','values':['shop']}
          {'key':'control-plane','operator':'Exists'}
          {'key':'control-plane','operator':'In','values':['a']}
          """)
  void anyOtherRequirementIsOverwritten(String requirement) {
    assertThat(kept(OURS, "{'matchExpressions':[" + requirement + "]}"))
        .isEqualTo(configuration(OURS));
  }

  private static ObjectNode kept(String wanted, String live) {
    return ProviderRequirements.kept(configuration(wanted), configuration(live));
  }

  private static ObjectNode configuration(String selector) {
    return json("{'webhooks':[{'name':'a','namespaceSelector':" + selector + "}]}");
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
