package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Clients that create a name as soon as its delete is answered, without looking whether it is free.
 */
class CreateAtOnceTest {
  private static final int CLIENTS = 4;
  private static final int TIMES = 20;

  @Test
  void underAllowTheNameIsFree() throws Exception {
    String ns = covered("Allow");

    for (Caller.Answer answer : deleteAndCreate(ns)) {
      assertThat(answer.code()).as(answer.message()).isEqualTo(201);
      assertThat(answer.body().at("/data/made").asText()).isEqualTo("anew");
      assertThat(answer.body().at("/data").has("kept")).isFalse();
    }
  }

  @Test
  void underRestoreItIsTheUndelete() throws Exception {
    String ns = covered("Restore");

    for (Caller.Answer answer : deleteAndCreate(ns)) {
      assertThat(answer.code()).as(answer.message()).isEqualTo(201);
      assertThat(answer.body().at("/data/kept").asText()).isEqualTo("yes");
    }
  }

  @Test
  void underRejectItGetsThePolicysAnswer() throws Exception {
    String ns = covered("Reject");

    for (Caller.Answer answer : deleteAndCreate(ns)) {
      assertThat(answer.code()).isEqualTo(409);
      assertThat(answer.message()).contains("A deleted ConfigMap with name");
    }
  }

  /** A finalizer of somebody else may take any time, so nobody waits for it. */
  @Test
  void whatSomebodyElseHoldsIsNotAwaited() {
    String ns = covered("Allow");
    Caller admin = Caller.administrator();
    admin.create(path(ns, ""), "{metadata: {name: kept, finalizers: [example.com/slow]}}");
    admin.delete(path(ns, "/kept"), "{}");

    Caller.Answer refused = admin.create(path(ns, ""), "{metadata: {name: kept}}");

    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.message()).contains("object is being deleted");
    admin.merge(path(ns, "/kept"), "{metadata: {finalizers: null}}");
  }

  private static String covered(String answer) {
    return Cluster.namespaceUnderSharedPolicy(
        """
          resources: [{apiGroups: [""], resources: [configmaps]}]
          onRecreate: %s
        """
            .formatted(answer));
  }

  /** Returns the answers to the creates. */
  private static List<Caller.Answer> deleteAndCreate(String ns) throws Exception {
    Caller admin = Caller.administrator();
    List<Callable<Caller.Answer>> clients =
        IntStream.range(0, TIMES)
            .<Callable<Caller.Answer>>mapToObj(
                i ->
                    () -> {
                      String name = "a" + i;
                      admin.create(
                          path(ns, ""), "{metadata: {name: " + name + "}, data: {kept: 'yes'}}");
                      assertThat(admin.delete(path(ns, "/" + name), "{}").ok()).isTrue();
                      return admin.create(
                          path(ns, ""), "{metadata: {name: " + name + "}, data: {made: anew}}");
                    })
            .toList();
    var answers = new ArrayList<Caller.Answer>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<Caller.Answer> answer : threads.invokeAll(clients)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static String path(String ns, String name) {
    return "/api/v1/namespaces/" + ns + "/configmaps" + name;
  }
}
