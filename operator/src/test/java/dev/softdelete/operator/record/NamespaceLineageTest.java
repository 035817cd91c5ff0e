package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceLineageTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it is there                           | second | second |        | true
          a stranger has its name               | second | other  |        | false
          deleted again, and not back           | second | other  | second | false
          deleted again, and back               | second | third  | second>third | true
          twice                                 | second | fourth | second>third third>fourth | true
          another one came back                 | second | third  | first>third | false
          the record of a circle, which is none | second | other  | second>third third>second | false
          it is not known as what it came back  |        | other  |        | false
          """)
  void isFollowedByUid(String name, String as, String live, String records, boolean leads) {
    Map<String, String> restored =
        records == null
            ? Map.of()
            : List.of(records.split(" ")).stream()
                .map(r -> r.split(">", -1))
                .collect(
                    java.util.stream.Collectors.toMap(r -> r[0], r -> r.length > 1 ? r[1] : ""));

    boolean leadsTo =
        NamespaceLineage.leadsTo(
            new RestoredObject(null, "ns", as),
            live,
            uid -> Optional.ofNullable(restored.get(uid)).map(NamespaceLineageTest::record));

    assertThat(leadsTo).as(name).isEqualTo(leads);
  }

  private static DeletedResource record(String restoredAs) {
    var record = new DeletedResource();
    boolean back = !restoredAs.isEmpty();
    record.setStatus(
        new DeletedResourceStatus(
            back ? State.RESTORED : State.DELETED,
            back ? new RestoredObject(null, "ns", restoredAs) : null,
            List.of()));
    return record;
  }
}
