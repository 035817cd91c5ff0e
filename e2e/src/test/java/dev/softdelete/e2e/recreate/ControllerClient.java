package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;

/**
 * A controller with a ServiceAccount of its own, which sends what the code of a real controller
 * sends.
 *
 * @param ns the namespace where it works
 * @param caller sends requests as its ServiceAccount and with its User-Agent
 */
record ControllerClient(String ns, String username, Caller caller) {

  /** Returns a controller that may edit everything in the namespace. */
  static ControllerClient in(String ns, String serviceAccount, String userAgent) {
    String account = ns + ":" + serviceAccount;
    String username = "system:serviceaccount:" + account;
    Kubectl admin = Cluster.kubectl();
    admin.run(
        "create",
        "rolebinding",
        serviceAccount,
        "-n",
        ns,
        "--clusterrole=edit",
        "--serviceaccount=" + account);
    await(username + " may create")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                admin
                    .call("auth", "can-i", "create", "secrets", "-n", ns, "--as=" + username)
                    .ok());
    return new ControllerClient(
        ns,
        username,
        Caller.as(
                username,
                "system:serviceaccounts",
                "system:serviceaccounts:" + ns,
                "system:authenticated")
            .agent(userAgent));
  }

  /** Creates the object with a POST that names no field manager. */
  Caller.Answer create(String collection, String manifest) {
    return caller.create(collection, manifest);
  }

  /** Applies the object on the server. */
  Caller.Answer apply(String path, String manager, String manifest) {
    return caller.send(
        path + "?fieldManager=" + manager + "&force=true",
        "PATCH",
        "application/apply-patch+yaml",
        manifest);
  }

  /** Deletes an object and waits until it is gone. */
  void delete(String path, String options) {
    assertThat(caller.delete(path, options).ok()).isTrue();
    await(path + " is gone")
        .atMost(Duration.ofSeconds(60))
        .until(() -> Caller.administrator().get(path).code() == 404);
  }
}
