package dev.softdelete.operator.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final Instant LATER = NOW.plus(Trust.SETTLED_AFTER);
  private static final ServingCertificate OLD = made(NOW.minus(Duration.ofDays(70)));
  private static final ServingCertificate NEW = made(NOW);
  private static final ServingCertificate EXPIRED = made(NOW.minus(Duration.ofDays(91)));

  private static final Trust IN_OLD = trusting(OLD.authority());
  private static final Trust IN_BOTH = trusting(OLD.authority().with(NEW.authority()));

  @Test
  void aNewOneIsServedOnceEachApiServerHasHeardOfIt() {
    assertThat(IN_OLD.shallReplace(OLD, NEW, LATER)).isFalse();
    assertThat(IN_BOTH.shallReplace(OLD, NEW, NOW)).isFalse();
    assertThat(IN_BOTH.shallReplace(OLD, NEW, LATER)).isTrue();
  }

  @Test
  void oneThatIsNotTrustedOrHasExpiredIsLeftAtOnce() {
    assertThat(trusting(NEW.authority()).shallReplace(OLD, NEW, NOW)).isTrue();
    assertThat(trusting(EXPIRED.authority()).shallReplace(EXPIRED, NEW, NOW)).isTrue();
  }

  @Test
  void nothingIsLeftForAnExpiredOne() {
    Trust all = trusting(OLD.authority().with(EXPIRED.authority()));

    assertThat(all.shallReplace(OLD, EXPIRED, LATER)).isFalse();
  }

  @Test
  void whereNobodyAsksAnythingMayBeServed() {
    assertThat(Trust.UNKNOWN.seen(Optional.empty(), NOW).shallReplace(OLD, NEW, NOW)).isTrue();
  }

  @Test
  void whatIsNotTrustedAnyMoreBeginsAnew() {
    Trust again =
        IN_BOTH
            .seen(Optional.of(OLD.authority()), LATER)
            .seen(Optional.of(OLD.authority().with(NEW.authority())), LATER);

    assertThat(again.shallReplace(OLD, NEW, LATER)).isFalse();
  }

  @Test
  void anAuthorityStaysForAWhileWhenItIsNotNeededAnyMore() {
    CaBundle both = OLD.authority().with(NEW.authority());
    RetiredAuthorities retired = RetiredAuthorities.NONE.seen(NEW.authority(), both, NOW);
    Instant end = NOW.plus(RetiredAuthorities.KEPT);

    assertThat(retired.kept(end.minusSeconds(1))).isEqualTo(OLD.authority());
    assertThat(retired.seen(NEW.authority(), both, end).kept(end)).isEqualTo(CaBundle.NONE);
    assertThat(retired.seen(both, both, end).kept(NOW)).isEqualTo(CaBundle.NONE);
  }

  @Test
  void aBundleIsReadAsItWasWritten() {
    CaBundle both = OLD.authority().with(NEW.authority()).with(OLD.authority());

    assertThat(both.certificates()).isEqualTo(List.of(OLD.leaf(), NEW.leaf()));
    assertThat(CaBundle.ofBase64(both.base64())).isEqualTo(both);
    assertThat(CaBundle.ofBase64("!")).isEqualTo(CaBundle.NONE);
  }

  private static Trust trusting(CaBundle bundle) {
    return Trust.UNKNOWN.seen(Optional.of(bundle), NOW);
  }

  private static ServingCertificate made(Instant at) {
    return CertificateMaker.USUAL.make(List.of("a.svc"), at);
  }
}
