import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Reads policies and records with a typed client. */
class Consumer {
  static List<SoftDeletePolicy> policies(KubernetesClient client) {
    return client.resources(SoftDeletePolicy.class).list().getItems();
  }

  static String state(KubernetesClient client, String namespace, String record) {
    DeletedResource deleted =
        client.resources(DeletedResource.class).inNamespace(namespace).withName(record).get();
    return deleted.getSpec().resource().kind() + " " + deleted.getStatus().state();
  }

  static String group() {
    return SoftDelete.GROUP;
  }
}
