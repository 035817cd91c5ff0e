package dev.softdelete.operator.webhook.tls;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Serves the certificate that is current when a connection is made. */
public final class ReloadingKeyManager extends X509ExtendedKeyManager {
  private static final int MOST_SESSIONS = 512;
  private static final String EXPIRY = "softdelete.webhook.certificate.expiry";

  private record Named(String alias, ServingCertificate certificate) {}

  /**
   * The current and the previous certificate. A handshake asks for the chain and the key one after
   * the other, and must get both from the same certificate.
   */
  private record Pair(Named current, Named before) {
    ServingCertificate of(String alias) {
      return before.alias().equals(alias) ? before.certificate() : current.certificate();
    }
  }

  private volatile Pair pair;

  public ReloadingKeyManager(ServingCertificate first) {
    var named = new Named("1", first);
    pair = new Pair(named, named);
  }

  /** Serves this certificate on new connections. Only one thread may call this method. */
  public void use(ServingCertificate next) {
    Named now = pair.current();
    pair = new Pair(new Named(Integer.toString(Integer.parseInt(now.alias()) + 1), next), now);
  }

  public ServingCertificate inUse() {
    return pair.current().certificate();
  }

  /** Publishes when the certificate in use expires. */
  public void measure(MeterRegistry meters) {
    meters.gauge(EXPIRY, this, keys -> keys.inUse().expires().getEpochSecond());
  }

  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {this}, null, new SecureRandom());
      // The default keeps 20,480 sessions, which anybody can fill.
      context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String alias(String keyType) {
    Named current = pair.current();
    return keyType.equals(current.certificate().key().getAlgorithm()) ? current.alias() : null;
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return alias(keyType);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {pair.current().alias()};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return pair.of(alias).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pair.of(alias).key();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
