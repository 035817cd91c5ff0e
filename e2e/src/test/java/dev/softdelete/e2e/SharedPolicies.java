package dev.softdelete.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Policies that several tests share, one for each spec. The API server needs seconds to act on a
 * new policy, and to stop acting on one.
 */
final class SharedPolicies {
  /** The label of a namespace that a shared policy covers; its value is the policy's name. */
  static final String LABEL = "shared-policy";

  /** Each policy costs every start of the operator, so only the last ones used are kept. */
  private static final int KEPT = 4;

  private final Map<String, String> namesBySpec = new LinkedHashMap<>(16, 0.75f, true);
  private int made;

  /**
   * Finds the policy of that spec, or makes it and waits until it is in force.
   *
   * @param spec without namespaceSelector, as YAML indented by two
   * @return its name
   */
  String of(String spec) {
    String name = namesBySpec.get(spec);
    // A test may have deleted every policy, or the definition of policies.
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

  /** Gives up those that were not used for the longest time. */
  void forgetUnused() {
    List<String> specs = new ArrayList<>(namesBySpec.keySet());
    specs.subList(0, Math.max(0, specs.size() - KEPT)).forEach(namesBySpec::remove);
  }
}
