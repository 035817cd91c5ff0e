package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While the certificate changes, in whichever way, each create gets its answer. */
class CertificateRotationTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final DeletedName deleted = DeletedName.refused();
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicInteger answered = new AtomicInteger();
  private final List<String> missed = new ArrayList<>();
  private final Thread creates = Thread.startVirtualThread(this::createOnAndOn);

  private void createOnAndOn() {
    while (going.get()) {
      var result = deleted.create();
      if (result.ok() || !result.err().contains("already exists in namespace")) {
        missed.add(result.toString());
      }
      answered.incrementAndGet();
    }
  }

  @AfterEach
  void leaveOurs() {
    going.set(false);
    TlsSecret.delete();
    await().atMost(DeletedName.PATIENCE).until(() -> !TlsSecret.certificate().isEmpty());
  }

  private void noneMissed() throws InterruptedException {
    int sinceThen = answered.get();
    await().atMost(DeletedName.PATIENCE).until(() -> answered.get() > sinceThen + 5);
    going.set(false);
    creates.join();
    assertThat(missed).as("of %s creates", answered).isEmpty();
  }

  @Test
  void renewedWhenItIsDue() throws InterruptedException {
    var due = TestCertificate.valid(DAY.multipliedBy(9), DAY.multipliedBy(10));
    var before = TlsSecret.served();

    TlsSecret.replace("soft-delete-operator", due);

    await()
        .atMost(DeletedName.PATIENCE)
        .until(
            () ->
                !TlsSecret.served().equals(before)
                    && !TlsSecret.served().equals(due.certificate()));
    noneMissed();
  }

  @Test
  void replacedWhenItIsGarbage() throws InterruptedException {
    var before = TlsSecret.served();

    TlsSecret.replace("soft-delete-operator", "garbage", "garbage", "garbage");

    await().atMost(DeletedName.PATIENCE).until(() -> !TlsSecret.served().equals(before));
    assertThat(TlsSecret.certificate()).contains("BEGIN CERTIFICATE");
    noneMissed();
  }

  @Test
  void madeAgainWhenItIsDeleted() throws InterruptedException {
    var before = TlsSecret.served();

    TlsSecret.delete();

    await().atMost(DeletedName.PATIENCE).until(() -> !TlsSecret.served().equals(before));
    noneMissed();
  }

  @Test
  void replacedWhenItHasExpired() throws InterruptedException {
    var before = TlsSecret.served();

    TlsSecret.replace(
        "soft-delete-operator", TestCertificate.valid(DAY.multipliedBy(10), DAY.multipliedBy(9)));

    await().atMost(DeletedName.PATIENCE).until(() -> !TlsSecret.served().equals(before));
    noneMissed();
  }

  @Test
  void ofSomebodyElsesTakenUpWheneverItChanges() throws InterruptedException {
    var first = TestCertificate.valid(DAY, DAY.multipliedBy(90));
    var due = TestCertificate.valid(DAY.multipliedBy(9), DAY.multipliedBy(10));

    TlsSecret.replace("cert-manager", first);
    awaitServed(first);
    TlsSecret.replace("", due);
    awaitServed(due);

    noneMissed();
    assertThat(TlsSecret.certificate()).isEqualTo(due.certificatePem());
    assertThat(TlsSecret.label()).isEmpty();
  }

  private static void awaitServed(TestCertificate certificate) {
    await()
        .atMost(DeletedName.PATIENCE)
        .until(() -> TlsSecret.served().equals(certificate.certificate()));
  }
}
