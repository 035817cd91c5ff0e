package dev.softdelete.operator.webhook.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The address at which the API server reaches the webhook.
 *
 * @param url the URL to use instead of the Service, for an operator outside the cluster
 */
public record WebhookAddress(String namespace, Optional<URI> url) {
  static final String SERVICE = "soft-delete-operator";

  ObjectNode clientConfig(String path, String caBundle) {
    ObjectNode config = Json.object().put("caBundle", caBundle);
    if (url.isPresent()) {
      return config.put("url", url.get().toString().replaceAll("/+$", "") + path);
    }
    config
        .putObject("service")
        .put("name", SERVICE)
        .put("namespace", namespace)
        .put("path", path)
        .put("port", 443);
    return config;
  }

  /** Returns the hosts that a certificate has to cover. */
  public List<String> hosts() {
    String service = SERVICE + "." + namespace + ".svc";
    var hosts = new ArrayList<>(List.of(service, service + ".cluster.local"));
    url.map(URI::getHost).map(WebhookAddress::asInCertificates).ifPresent(hosts::add);
    return hosts;
  }

  /**
   * Returns the host in the form of certificates. An IPv6 address has many spellings, but only one
   * of them in certificates.
   */
  private static String asInCertificates(String host) {
    return host.startsWith("[")
        ? InetAddress.ofLiteral(host.substring(1, host.length() - 1)).getHostAddress()
        : host;
  }
}
