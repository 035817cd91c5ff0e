package dev.softdelete.operator.review;

import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.SnapshotStore;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row.Exchange;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** The requests by which a review of the record of a ConfigMap is answered. */
final class ReviewScene {
  static final String ACCESS = "POST /apis/authorization.k8s.io/v1/subjectaccessreviews";
  static final String RECORD =
      "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources/configmap-c";
  static final String STORED =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",\"namespace\":\"shop\",\"uid\":\"u-1\"},\"data\":{\"k\":\"é\"}}";

  private ReviewScene() {}

  static String ask(ApiServer api, Supplier<byte[]> payload) {
    return ReviewRequests.seen(
        handler(api, payload).answer(ReviewRequests.with("{\"record\": \"configmap-c\"}")));
  }

  /** Nobody asks for a verdict here, which has a test of its own. */
  static ReviewHandler handler(ApiServer api, Supplier<byte[]> payload) {
    var snapshots =
        (SnapshotStore)
            Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(),
                new Class<?>[] {SnapshotStore.class},
                (proxy, method, args) -> payload.get());
    return new ReviewHandler(api, snapshots, null);
  }

  static Exchange may(boolean allowed) {
    return on(ACCESS, allowed(allowed));
  }

  static Answer allowed(boolean allowed) {
    ObjectNode review = Json.object();
    review.putObject("status").put("allowed", allowed);
    return ok(review);
  }

  static Exchange record(String change) {
    DeletedResource record = Records.of("shop", change);
    return on(RECORD, ok(Records.json(record)));
  }
}
