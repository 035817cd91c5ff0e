package dev.softdelete.operator.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateStepTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final List<String> HOSTS = List.of("a.svc");
  private static final ServingCertificate GOOD = made(1, "a.svc");
  private static final ServingCertificate NEXT = made(0, "a.svc");
  private static final ServingCertificate DUE = made(70, "a.svc");
  private static final ServingCertificate EXPIRED = made(91, "a.svc");
  private static final ServingCertificate ELSEWHERE = made(1, "b.svc");

  static Stream<Arguments> steps() {
    return Stream.of(
        step("nothing at all", null, null, new CertificateStep.Make(HOSTS)),
        step("the Secret is deleted", null, GOOD, new CertificateStep.Stage(GOOD, HOSTS)),
        step("deleted, what is served has expired", null, EXPIRED, new CertificateStep.Make(HOSTS)),
        step("good", ours(GOOD, null), GOOD, new CertificateStep.Serve(GOOD)),
        step("due", ours(DUE, null), DUE, new CertificateStep.Stage(DUE, HOSTS)),
        step("the next not trusted yet", ours(DUE, NEXT), DUE, new CertificateStep.Serve(DUE)),
        trusted("the next is trusted", ours(DUE, NEXT), DUE, new CertificateStep.Promote(NEXT)),
        step(
            "the next has expired", ours(DUE, EXPIRED), DUE, new CertificateStep.Stage(DUE, HOSTS)),
        step(
            "expired before the next was trusted",
            ours(EXPIRED, NEXT),
            EXPIRED,
            new CertificateStep.Promote(NEXT)),
        step("expired", ours(EXPIRED, null), EXPIRED, new CertificateStep.Make(HOSTS)),
        step("garbage", ours(null, null), null, new CertificateStep.Make(HOSTS)),
        step(
            "garbage, while a good one is served",
            ours(null, null),
            GOOD,
            new CertificateStep.Stage(GOOD, HOSTS)),
        step(
            "for another host: of a replica that is reached by another name",
            ours(ELSEWHERE, null),
            null,
            new CertificateStep.Make(List.of("a.svc", "b.svc"))),
        step("theirs", theirs(GOOD), DUE, new CertificateStep.Serve(GOOD)),
        step("theirs is never renewed", theirs(DUE), DUE, new CertificateStep.Serve(DUE)),
        step("theirs has names of its own", theirs(ELSEWHERE), DUE, served(ELSEWHERE)),
        step(
            "theirs is garbage",
            theirs(null),
            GOOD,
            new CertificateStep.Report("it holds no certificate with its key")),
        step(
            "theirs has expired",
            theirs(EXPIRED),
            GOOD,
            new CertificateStep.Report("it expired at " + EXPIRED.expires())),
        step("theirs has expired, and there is no other", theirs(EXPIRED), null, served(EXPIRED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void next(String name, CertificateStep.Situation situation, CertificateStep expected) {
    assertThat(CertificateStep.of(situation)).as(name).isEqualTo(expected);
  }

  private static CertificateStep served(ServingCertificate certificate) {
    return new CertificateStep.Serve(certificate);
  }

  private static ServingCertificate made(int daysAgo, String host) {
    return CertificateMaker.USUAL.make(List.of(host), NOW.minus(Duration.ofDays(daysAgo)));
  }

  private static CertificateSecret ours(ServingCertificate current, ServingCertificate next) {
    return new CertificateSecret(true, Optional.ofNullable(current), Optional.ofNullable(next));
  }

  private static CertificateSecret theirs(ServingCertificate current) {
    return new CertificateSecret(false, Optional.ofNullable(current), Optional.empty());
  }

  private static Arguments step(
      String name, CertificateSecret stored, ServingCertificate inUse, CertificateStep expected) {
    return arguments(name, stored, inUse, false, expected);
  }

  private static Arguments trusted(
      String name, CertificateSecret stored, ServingCertificate inUse, CertificateStep expected) {
    return arguments(name, stored, inUse, true, expected);
  }

  private static Arguments arguments(
      String name,
      CertificateSecret stored,
      ServingCertificate inUse,
      boolean nextTrusted,
      CertificateStep expected) {
    return Arguments.of(
        name,
        new CertificateStep.Situation(
            Optional.ofNullable(stored), Optional.ofNullable(inUse), HOSTS, nextTrusted, NOW),
        expected);
  }
}
