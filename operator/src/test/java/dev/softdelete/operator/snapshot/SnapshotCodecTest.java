package dev.softdelete.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.softdelete.api.SnapshotReference;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotCodecTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "900000, 1", "1500000, 2", "3000000, 4"})
  void givesBackWhatItTookHoweverManyPartsThatIs(int size, int parts) {
    byte[] payload = noise(size);

    EncodedSnapshot snapshot = SnapshotCodec.encode(payload);

    assertThat(snapshot.parts()).hasSize(parts);
    assertThat(snapshot.parts()).allMatch(p -> p.length <= SnapshotCodec.PART_BYTES);
    assertThat(snapshot.reference().parts()).isEqualTo(parts);
    assertThat(SnapshotCodec.decode(snapshot.reference(), snapshot.parts())).isEqualTo(payload);
  }

  @Test
  void theSameBytesEncodeAlike() {
    assertThat(SnapshotCodec.encode(noise(5000)).parts().getFirst())
        .isEqualTo(SnapshotCodec.encode(noise(5000)).parts().getFirst());
  }

  @Test
  void whatIsLargerThanAnyObjectIsNotReadToItsEnd() {
    byte[] bomb = SnapshotCodec.compress(new byte[64 * 1024 * 1024]);

    long allocated =
        allocated(
            () ->
                assertThatThrownBy(() -> SnapshotCodec.decompress(bomb))
                    .isInstanceOf(CorruptSnapshotException.class)
                    .hasMessageContaining("larger than any object"));
    assertThat(allocated).isLessThan(40 * 1024 * 1024);
  }

  @Test
  void aChangedByteIsNoticed() {
    EncodedSnapshot snapshot = SnapshotCodec.encode(noise(5000));
    snapshot.parts().getFirst()[2500] ^= 1;

    refuses(snapshot.reference(), snapshot.parts());
  }

  @Test
  void aMissingPartIsNoticed() {
    EncodedSnapshot snapshot = SnapshotCodec.encode(noise(1_500_000));

    refuses(snapshot.reference(), snapshot.parts().subList(0, 1));
  }

  @Test
  void swappedPartsAreNoticed() {
    EncodedSnapshot snapshot = SnapshotCodec.encode(noise(1_500_000));

    refuses(snapshot.reference(), new ArrayList<>(snapshot.parts()).reversed());
  }

  @Test
  void anothersContentIsNoticedWithoutReadingAllOfIt() {
    SnapshotReference reference = SnapshotCodec.encode(noise(10)).reference();

    List<byte[]> parts = SnapshotCodec.encode(new byte[50_000_000]).parts();
    assertThat(allocated(() -> refuses(reference, parts))).isLessThan(10_000_000);
  }

  @Test
  void anothersContentOfTheSameLengthIsNoticed() {
    refuses(
        SnapshotCodec.encode(noise(10)).reference(), SnapshotCodec.encode(new byte[10]).parts());
  }

  @Test
  void whatIsNotCompressedIsNoticed() {
    refuses(SnapshotCodec.encode(noise(10)).reference(), List.of(new byte[0]));
    refuses(SnapshotCodec.encode(noise(10)).reference(), List.of(noise(100)));
  }

  /** Returns the bytes that this thread allocates for the work. */
  private static long allocated(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void refuses(SnapshotReference reference, List<byte[]> parts) {
    assertThatThrownBy(() -> SnapshotCodec.decode(reference, parts))
        .isInstanceOf(CorruptSnapshotException.class);
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(7).nextBytes(noise);
    return noise;
  }
}
