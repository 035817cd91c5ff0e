package dev.softdelete.operator.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.restore.request.RestoreRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnderWayOrDoneTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {} | is previewed
          {"status": {"state": "DELETED"}} | is previewed
          {"status": {"state": "RESTORING"}} | Restoring: A restore of it is in progress already.
          {"status": {"state": "RESTORED", "restoredAs": {"namespace": "shop", "name": "d", "uid": "u"}}} | Restored: It was restored already, as shop/d.
          {"status": {"state": "RESTORED", "restoredAs": {"name": "d", "uid": "u"}}} | Restored: It was restored already, as d.
          {"status": {"state": "RESTORED"}} | Restored: It was restored already.
          {"spec": {"legalHold": true}, "status": {"state": "RESTORED"}} | is previewed
          """)
  void aRestoreIsPreviewedUnlessTheRecordIsRestoredAlready(String change, String verdict) {
    var request = RestoreRequest.of(Records.of("shop", change));

    assertThat(
            RestoreVerdicts.underWayOrDone(request)
                .map(v -> v.reason() + ": " + v.message())
                .orElse("is previewed"))
        .isEqualTo(verdict);
  }
}
