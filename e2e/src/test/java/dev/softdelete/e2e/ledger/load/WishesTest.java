package dev.softdelete.e2e.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final int MANY = 3_000;

  private static List<Wish> wishes(long seed, String worker) {
    var wishes = new Wishes(seed, worker, List.of("one", "two"));
    return Stream.generate(wishes::next).limit(MANY).toList();
  }

  @Test
  void followFromTheSeed() {
    assertThat(wishes(1, "w0")).isEqualTo(wishes(1, "w0"));
    assertThat(wishes(1, "w0")).isNotEqualTo(wishes(2, "w0")).isNotEqualTo(wishes(1, "w1"));
  }

  @Test
  void areOfEveryFormOfEveryKindInEveryNamespace() {
    List<Wish> wishes = wishes(3, "w0");
    assertThat(wishes.stream().map(Wish::form).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Form.class));
    assertThat(wishes.stream().map(w -> w.place().kind()).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Kind.class));
    assertThat(wishes.stream().map(w -> w.place().namespace()).distinct())
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void haveAStampEach() {
    assertThat(wishes(4, "w0").stream().map(Wish::stamp).distinct()).hasSize(MANY);
  }

  @Test
  void areMostlyAboutTheNameOfTheOneBefore() {
    List<Wish> wishes = wishes(5, "w0");
    long same = 0;
    for (int i = 1; i < MANY; i++) {
      if (wishes.get(i).place().equals(wishes.get(i - 1).place())) {
        same++;
      }
    }
    assertThat(same).isGreaterThan(MANY / 2);
  }
}
