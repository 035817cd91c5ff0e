package dev.softdelete.controlplane;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS where both sides present a certificate of the same authority. */
final class MutualTls {

  private static final char[] NO_PASSWORD = new char[0];

  private MutualTls() {}

  static SSLContext context(Identity client, Identity authority) {
    try {
      KeyStore keys = emptyStore();
      keys.setKeyEntry(
          "client", client.key(), NO_PASSWORD, new X509Certificate[] {client.certificate()});
      var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, NO_PASSWORD);

      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("authority", authority.certificate());
      var trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);

      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
