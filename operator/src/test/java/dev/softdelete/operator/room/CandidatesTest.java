package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.policy.Load;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A record is written as {@code uid:name:minute of its deletion:content}, with {@code R} in front
 * if it is routine, {@code !} if it may not end early, and {@code ~} if it is being restored or
 * purged. A number of days at the end says until when it is kept.
 */
class CandidatesTest {
  private final Map<String, String> contents = new HashMap<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what                                    | records                              | order
          what people deleted stays                 | a:x:1:1 b:y:2:1                      | ''
          routine ones go, the oldest first         | R.b:y:2:1 R.a:x:1:1 c:z:0:1          | a b
          of two equal ones the older goes          | b:x:2:1 a:x:1:1                      | a!
          of two unequal ones neither               | a:x:1:1 b:x:2:2                      | ''
          of two names neither                      | a:x:1:1 b:y:2:1                      | ''
          of three equal ones the older two         | a:x:1:1 b:x:2:1 c:x:3:1              | a! b!
          equal ones with another between them      | a:x:1:1 b:x:2:2 c:x:3:1              | a!
          the redundant one before an older routine one | R.a:y:0:1 b:x:1:1 c:x:2:1        | b! a
          one redundant and routine goes once       | R.a:x:1:1 R.b:x:2:1                  | a! b
          a routine one replaces no other           | a:x:1:1 R.b:x:2:1                    | b
          another replaces a routine one            | R.a:x:1:1 b:x:2:1                    | a!
          the newer one must be kept as long        | a:x:1:1:9 b:x:2:1:3                  | ''
          for ever is longer                        | a:x:1:1:9 b:x:2:1:0                  | a!
          than anything                             | a:x:1:1:0 b:x:2:1:9                  | ''
          what may not end stays                    | !a:x:1:1 b:x:2:1 !R.c:y:1:1          | ''
          one that is restored or purged replaces no other | a:x:1:1 ~b:x:2:1             | ''
          but one that rests beyond it does         | a:x:1:1 ~b:x:2:1 c:x:3:1             | a! b!
          """)
  void comeInOrder(String what, String records, String order) {
    List<DeletedResource> all = Arrays.stream(records.split(" ", -1)).map(this::record).toList();
    var candidates =
        new Candidates(
            r -> !contents.get("!" + uid(r)).equals("!"),
            r -> !contents.get("!" + uid(r)).equals("~"),
            (a, b) -> contents.get(uid(a)).equals(contents.get(uid(b))),
            r -> Load.NONE);

    assertThat(text(candidates, all)).isEqualTo(order);
  }

  private static String text(Candidates candidates, List<DeletedResource> all) {
    var inOrder = Spliterators.spliteratorUnknownSize(candidates.among(all), Spliterator.ORDERED);
    return StreamSupport.stream(inOrder, false)
        .map(c -> uid(c.record()) + (c.why() == Candidate.Why.REDUNDANT ? "!" : ""))
        .collect(Collectors.joining(" "));
  }

  private DeletedResource record(String text) {
    String sign = text.startsWith("!") || text.startsWith("~") ? text.substring(0, 1) : "";
    String[] parts = text.substring(sign.length()).split(":", -1);
    boolean routine = parts[0].startsWith("R.");
    String uid = routine ? parts[0].substring(2) : parts[0];
    contents.put(uid, parts[3]);
    contents.put("!" + uid, sign);
    DeletedResource record = RoomRecords.record(uid, parts[1], Integer.parseInt(parts[2]), routine);
    return parts.length < 5
        ? record
        : RoomRecords.changed(
            record,
            "{\"spec\": {\"purgeTime\": %s}}"
                .formatted(
                    parts[4].equals("0") ? "null" : "\"2026-01-0" + parts[4] + "T00:00:00Z\""));
  }

  private static String uid(DeletedResource record) {
    return record.getSpec().resource().uid();
  }
}
