package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every create gets its answer while the certificate changes, whatever the cause of the change. */
@Tag("delivery")
class CertificateRotationTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static final Duration BETWEEN = Duration.ofMillis(50);

  private static DeletedName deleted;

  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicInteger answered = new AtomicInteger();
  private final List<String> missed = new ArrayList<>();
  private final Thread creates = Thread.startVirtualThread(this::createOnAndOn);

  @BeforeAll
  static void begin() {
    deleted = DeletedName.refused();
  }

  private void createOnAndOn() {
    try {
      while (going.get()) {
        var answer = deleted.tried();
        if (answer.ok() || !answer.message().contains("already exists in namespace")) {
          missed.add(answer.toString());
        }
        answered.incrementAndGet();
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void end() {
    going.set(false);
  }

  /** Leaves a certificate that the operator manages, for the next test class. */
  @AfterAll
  static void leaveOurs() {
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
  @Tag("soak")
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
  @Tag("soak")
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
