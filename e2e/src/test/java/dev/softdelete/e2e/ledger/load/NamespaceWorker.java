package dev.softdelete.e2e.ledger.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.ledger.history.Content;
import dev.softdelete.e2e.ledger.history.History;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Deletes a namespace and brings it back: by its record, or by a create. */
public final class NamespaceWorker implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "namespaces";
  private static final int LONGEST_PAUSE = 6_000;

  private final String namespace;
  private final String label;
  private final Random random;
  private final History history;
  private final Sender sender;
  private final BooleanSupplier goesOn;
  private int count;

  /**
   * A worker.
   *
   * @param label of the namespaces that the policy covers
   */
  public NamespaceWorker(
      String namespace,
      String label,
      long seed,
      History history,
      Sender sender,
      BooleanSupplier goesOn) {
    this.namespace = namespace;
    this.label = label;
    this.random = new Random(seed * 31 + namespace.hashCode());
    this.history = history;
    this.sender = sender;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      boolean live = history.live("Namespace", "", namespace).isPresent();
      if (live) {
        pause();
        send("DELETE", Calls.delete("/api/v1/namespaces/" + namespace, "Background"));
      } else if (random.nextInt(100) < 60) {
        send("APPLY_SERVER_SIDE", apply());
      } else {
        List<Version> records = history.records("Namespace", "", namespace);
        if (!records.isEmpty()) {
          send(
              "RESTORE", RecordCalls.annotate(records.getLast(), "softdelete.dev/restore", "true"));
        }
      }
      Pause.millis(random.nextInt(500));
    }
  }

  /** In small steps: the end must not wait for it. */
  private void pause() {
    int left = random.nextInt(LONGEST_PAUSE);
    while (left > 0 && goesOn.getAsBoolean()) {
      Pause.millis(100);
      left -= 100;
    }
  }

  private Call apply() {
    ObjectNode manifest = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
    ObjectNode metadata = manifest.putObject("metadata").put("name", namespace);
    metadata.putObject("labels").put("ledger", label);
    metadata.putObject("annotations").put(Content.STAMP, stamp());
    return new Call(
        "PATCH",
        "/api/v1/namespaces/" + namespace + "?fieldManager=one&force=true",
        Call.APPLY,
        manifest.toString());
  }

  private String stamp() {
    return NAME + "-" + namespace + "-" + count;
  }

  private void send(String what, Call call) {
    sender.send(NAME, what + " Namespace " + namespace, stamp(), call);
    count++;
  }
}
