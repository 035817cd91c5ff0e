package dev.softdelete.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @TempDir private Path parent;

  @Test
  void closingDeletesAll() throws IOException {
    WorkDirectory work = WorkDirectory.create(parent);
    Files.writeString(work.folder("data").resolve("file"), "content");

    work.close();

    assertThat(work.path()).doesNotExist();
  }

  @Test
  void whatADeadOwnerLeftIsDeleted() throws IOException {
    Path abandoned = Files.createDirectories(parent.resolve("run-abandoned"));
    Files.writeString(abandoned.resolve("owner.lock"), "");

    try (WorkDirectory work = WorkDirectory.create(parent)) {
      assertThat(work.path()).exists();
      assertThat(abandoned).doesNotExist();
    }
  }

  @Test
  void whatALivingOwnerHasStays() {
    try (WorkDirectory first = WorkDirectory.create(parent);
        WorkDirectory second = WorkDirectory.create(parent)) {
      assertThat(first.path()).exists().isNotEqualTo(second.path());
    }
  }
}
