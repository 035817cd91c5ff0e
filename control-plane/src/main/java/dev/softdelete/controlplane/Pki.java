package dev.softdelete.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;

/**
 * The files from which the servers read their keys and certificates.
 *
 * @param folder the folder of all these files
 */
record Pki(Path folder) {

  /** Writes the keys and certificates that the servers need, issued by the authority. */
  static Pki write(Path folder, CertificateAuthority authority) {
    Pki pki = new Pki(folder);
    Identity server =
        authority.server(
            "kube-apiserver",
            List.of(
                "localhost",
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc.cluster.local"),
            List.of("127.0.0.1", "10.0.0.1"));
    KeyPair serviceAccounts = KeyPairs.generate();
    try {
      Files.writeString(pki.caCertificate(), authority.identity().certificatePem());
      Files.writeString(pki.caKey(), authority.identity().keyPem());
      Files.writeString(pki.serverCertificate(), server.certificatePem());
      Files.writeString(pki.serverKey(), server.keyPem());
      Files.writeString(pki.serviceAccountKey(), Pem.of(serviceAccounts.getPrivate()));
      Files.writeString(pki.serviceAccountPublicKey(), Pem.of(serviceAccounts.getPublic()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pki;
  }

  Path caCertificate() {
    return folder.resolve("ca.crt");
  }

  Path caKey() {
    return folder.resolve("ca.key");
  }

  Path serverCertificate() {
    return folder.resolve("kube-apiserver.crt");
  }

  Path serverKey() {
    return folder.resolve("kube-apiserver.key");
  }

  Path serviceAccountKey() {
    return folder.resolve("service-account.key");
  }

  Path serviceAccountPublicKey() {
    return folder.resolve("service-account.pub");
  }
}
