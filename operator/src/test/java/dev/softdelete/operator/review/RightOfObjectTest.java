package dev.softdelete.operator.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.review.ReviewRights.Right;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The right that an answer takes besides the one to get the record. */
class RightOfObjectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          shop | {} | the verb "get" on configmaps "c" in namespace shop
          -    | {} | the verb "get" on configmaps "c"
          shop | {"metadata": {"namespace": "soft-delete-system"}} | the verb "get" on configmaps in namespace soft-delete-system
          shop | {"spec": {"resource": {"apiVersion": "apps/v1", "resource": "deployments"}}} | the verb "get" on deployments.apps "c" in namespace shop
          shop | {"spec": {"resource": {"name": "a\\u001bb"}}} | the verb "get" on configmaps "a\\u001bb" in namespace shop
          """)
  void isTheOneToGetItWhereItWas(String namespace, String change, String right) {
    assertThat(Right.ofObject(Records.of(namespace, change))).hasToString(right);
  }

  @Test
  void isForEveryObjectOfTheKindOnceTheNamespaceIsGone() {
    Right right =
        Right.ofObject(
            Records.of("shop", "{\"metadata\": {\"namespace\": \"soft-delete-system\"}}"));

    assertThat(right.name()).isEmpty();
    assertThat(right.namespace()).isEqualTo(Optional.of("soft-delete-system"));
  }
}
