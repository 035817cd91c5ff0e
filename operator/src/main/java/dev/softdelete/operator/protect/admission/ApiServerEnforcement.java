package dev.softdelete.operator.protect.admission;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionManifest;
import dev.softdelete.operator.admission.AdmissionNames;
import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.admission.WrittenManifest;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.policy.Guarantee;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Enforces a policy by admission policies of the API server. A binding takes up to a second to take
 * effect, so a canary tells when it does.
 */
public final class ApiServerEnforcement implements Enforcement {
  private final ApiServer api;
  private final OperatorIdentity operator;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final Function<SoftDeletePolicy, ProtectedKinds> kinds;

  /** The generations that the API server accepts, by the UID of the policy. */
  private final Map<String, Long> accepted = new ConcurrentHashMap<>();

  /** The UIDs of the policies whose last change the API server may not act on yet. */
  private final Set<String> unconfirmed = ConcurrentHashMap.newKeySet();

  private volatile boolean alone;

  /**
   * Creates an instance.
   *
   * @param policies all policies: those with a higher precedence are part of what enforces a policy
   * @param kinds the kinds that a policy covers; the same ones in one pass
   */
  public ApiServerEnforcement(
      ApiServer api,
      OperatorIdentity operator,
      Supplier<List<SoftDeletePolicy>> policies,
      Function<SoftDeletePolicy, ProtectedKinds> kinds) {
    this.api = api;
    this.operator = operator;
    this.policies = policies;
    this.kinds = kinds;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.API_SERVER;
  }

  @Override
  public boolean write(SoftDeletePolicy policy) {
    boolean changed = writeAlone(policy);
    Long generation = policy.getMetadata().getGeneration();
    if (!generation.equals(accepted.put(policy.getMetadata().getUid(), generation)) || changed) {
      writeThoseAfter(policy);
    }
    if (!alone) {
      // Webhook configurations from before a cluster upgrade would answer the canary if they
      // stayed.
      new Removal(api).removeFallbacks();
      alone = true;
    }
    return changed;
  }

  @Override
  public void check(SoftDeletePolicy policy) {
    AdmissionManifest users = manifests(policy).asWrittenByTheUser();
    api.applyDryRun(users.path(), users.json());
  }

  private boolean writeAlone(SoftDeletePolicy policy) {
    ProtectionManifests wanted = manifests(policy);
    List<AdmissionManifest> manifests = wanted.all();
    boolean changes = !manifests.stream().allMatch(this::written);
    if (changes) {
      AdmissionManifest users = wanted.asWrittenByTheUser();
      api.applyDryRun(users.path(), users.json());
      manifests.forEach(m -> api.applyDryRun(m.path(), m.json()));
      unconfirmed.add(policy.getMetadata().getUid());
      manifests.forEach(m -> api.apply(m.path(), m.json()));
    }
    return changes;
  }

  /** Tells the policies in force with a lower precedence what this one selects before them. */
  private void writeThoseAfter(SoftDeletePolicy policy) {
    after(policy).forEach(this::writeAlone);
  }

  private List<SoftDeletePolicy> after(SoftDeletePolicy policy) {
    return PolicySelection.after(policy, policies.get()).stream().filter(this::accepts).toList();
  }

  /**
   * Whether the API server accepts the present generation. The expressions of a policy that it
   * refuses must not become part of what enforces another one.
   */
  private boolean accepts(SoftDeletePolicy policy) {
    Long generation = policy.getMetadata().getGeneration();
    return generation.equals(accepted.get(policy.getMetadata().getUid()))
        || PolicySelection.accepted(policy);
  }

  private boolean written(AdmissionManifest manifest) {
    return api.find(manifest.path())
        .filter(live -> WrittenManifest.upToDate(Json.parse(live), manifest.json()))
        .isPresent();
  }

  @Override
  public void remove(SoftDeletePolicy policy) {
    writeThoseAfter(policy);
    AdmissionNames.paths(policy.getMetadata().getName()).forEach(api::delete);
    accepted.remove(policy.getMetadata().getUid());
  }

  @Override
  public boolean inForce(SoftDeletePolicy policy) {
    return acts(policy)
        && after(policy).stream()
            .filter(p -> unconfirmed.contains(p.getMetadata().getUid()))
            .allMatch(this::acts);
  }

  private boolean acts(SoftDeletePolicy policy) {
    boolean acts =
        new Canary(api, operator.namespace()).protectedAs(manifests(policy).canaryName());
    if (acts) {
      unconfirmed.remove(policy.getMetadata().getUid());
    }
    return acts;
  }

  private ProtectionManifests manifests(SoftDeletePolicy policy) {
    List<SoftDeletePolicy> before =
        PolicySelection.before(policy, policies.get()).stream().filter(this::accepts).toList();
    return new ProtectionManifests(policy, before, kinds.apply(policy), operator);
  }
}
