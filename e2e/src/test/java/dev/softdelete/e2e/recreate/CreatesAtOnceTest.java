package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several concurrent creates over one deleted name, under the answer Restore. */
class CreatesAtOnceTest {
  private static final int CREATORS = 4;

  @Test
  void oneRestoresAndTheOthersFindItThere() throws Exception {
    Recreation restore = Recreation.under("Restore");
    restore.runWith(List.of("create"), restore.configMap("web", "{git: old}"));
    restore.run("patch", "configmap", "web", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    restore.delete("configmap", "web");

    List<Kubectl.Result> results = createAtOnce(restore);

    List<Integer> created =
        IntStream.range(0, CREATORS).filter(i -> results.get(i).ok()).boxed().toList();
    assertThat(created).hasSize(1);
    results.stream()
        .filter(r -> !r.ok())
        .forEach(r -> assertThat(r.err()).contains("Error from server (AlreadyExists): "));
    restore.awaitRestored("web");
    assertThat(restore.data("web"))
        .isEqualTo("{\"by\":\"%d\",\"theirs\":\"kept\"}".formatted(created.getFirst()));
    assertThat(restore.records("web")).hasSize(1);
  }

  private static List<Kubectl.Result> createAtOnce(Recreation restore) throws Exception {
    try (ExecutorService creators = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Kubectl.Result>> futures =
          IntStream.range(0, CREATORS)
              .mapToObj(i -> restore.configMap("web", "{by: \"" + i + "\"}"))
              .map(manifest -> creators.submit(() -> restore.call(List.of("create"), manifest)))
              .toList();
      var results = new ArrayList<Kubectl.Result>();
      for (Future<Kubectl.Result> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
