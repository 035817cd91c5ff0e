package dev.softdelete.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies that several tests share, one for each spec. Sharing saves time: the API server needs
 * seconds to act on a new policy, and to stop acting on a deleted one.
 */
final class SharedPolicies {
  /** The label of a namespace that a shared policy covers. Its value is the name of the policy. */
  static final String LABEL = "test";

  /**
   * The number of policies that are kept. Each policy slows down every start of the operator, so
   * only those used last are kept.
   */
  private static final int KEPT = 4;

  private final Map<String, String> namesBySpec = new LinkedHashMap<>(16, 0.75f, true);
  private int made;

  /**
   * Finds the policy with that spec, or creates it and waits until it is in force.
   *
   * @param spec the spec without namespaceSelector, as YAML indented by two
   * @return the name of the policy
   */
  String of(String spec) {
    String name = namesBySpec.get(spec);
    // A test may have deleted every policy, or the CRD of policies.
    if (name == null || !exists(name)) {
      name = "shared" + ++made + "-" + ProcessHandle.current().pid();
      Cluster.makePolicy(name, LABEL, spec);
      namesBySpec.put(spec, name);
    }
    return name;
  }

  private static boolean exists(String name) {
    Caller.Answer answer = Caller.administrator().get(Cluster.POLICIES + "/" + name);
    return answer.ok() && !answer.body().path("metadata").has("deletionTimestamp");
  }

  boolean contains(String policy) {
    return namesBySpec.containsValue(policy);
  }

  /** Forgets the policies that were not used for the longest time. */
  void forgetUnused() {
    List<String> specs = new ArrayList<>(namesBySpec.keySet());
    specs.subList(0, Math.max(0, specs.size() - KEPT)).forEach(namesBySpec::remove);
  }
}
