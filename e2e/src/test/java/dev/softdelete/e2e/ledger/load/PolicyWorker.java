package dev.softdelete.e2e.ledger.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Edits a policy all the time: what it covers, how it keeps it, what it answers. */
public final class PolicyWorker implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "policies";
  private static final String PATH = "/apis/softdelete.dev/v1/softdeletepolicies";
  private static final List<String> ANSWERS = List.of("Reject", "Restore", "Allow");
  private static final int LONGEST_PAUSE = 8_000;

  private final String policy;
  private final String label;
  private final Random random;
  private final Sender sender;
  private final BooleanSupplier goesOn;
  private int count;

  /**
   * A worker.
   *
   * @param label of the namespaces that the policy covers
   */
  public PolicyWorker(
      String policy, String label, long seed, Sender sender, BooleanSupplier goesOn) {
    this.policy = policy;
    this.label = label;
    this.random = new Random(seed * 31 + policy.hashCode());
    this.sender = sender;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      if (random.nextInt(100) < 15) {
        send("DELETE", Calls.delete(PATH + "/" + policy, "Background"));
      } else {
        send("APPLY_SERVER_SIDE", edition());
      }
      int left = random.nextInt(LONGEST_PAUSE);
      while (left > 0 && goesOn.getAsBoolean()) {
        Pause.millis(100);
        left -= 100;
      }
    }
  }

  private Call edition() {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("apiVersion", "softdelete.dev/v1").put("kind", "SoftDeletePolicy");
    manifest.putObject("metadata").put("name", policy);
    ObjectNode spec = manifest.putObject("spec");
    ArrayNode resources = rule(spec, "");
    resources.add("configmaps");
    if (random.nextBoolean()) {
      resources.add("secrets").add("services");
    }
    rule(spec, "apps").add("deployments");
    if (random.nextBoolean()) {
      rule(spec, "ledger.example.com").add("gadgets");
    }
    spec.putObject("namespaceSelector").putObject("matchLabels").put("ledger", label);
    spec.put("onRecreate", ANSWERS.get(random.nextInt(ANSWERS.size())));
    spec.put("mode", random.nextInt(100) < 30 ? "Hold" : "Archive");
    spec.put("restoreStatus", random.nextBoolean());
    spec.putObject("retentionBounds").put("min", "1s").put("max", "90d");
    return new Call(
        "PATCH",
        PATH + "/" + policy + "?fieldManager=one&force=true",
        Call.APPLY,
        manifest.toString());
  }

  private static ArrayNode rule(ObjectNode spec, String group) {
    ObjectNode rule = spec.withArray("/resources").addObject();
    rule.putArray("apiGroups").add(group);
    return rule.putArray("resources");
  }

  private void send(String what, Call call) {
    sender.send(NAME, what + " SoftDeletePolicy " + policy, NAME + "-" + count++, call);
  }
}
