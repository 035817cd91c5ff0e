package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.ShortKey;
import dev.softdelete.operator.policy.Usage;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The current records, as the watch reports them. */
public final class RecordCatalog
    implements Supplier<List<DeletedResource>>, DeletedNames, RecordIndex {
  private static final Duration KNOWN_WITHIN = Duration.ofMillis(500);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
  private static final String BY_NAME = "name-of-the-deleted";

  private static final String BY_UID = "uid-of-the-deleted";
  private static final String BY_GROUP = "deletion-group";
  private static final String BY_OWNER = "owner";
  private static final String BY_NAMESPACE = "namespace-of-the-deleted";
  private static final String BY_PLACE = "place-of-the-deleted";
  private static final String BY_RESTORED = "uid-of-the-restored";
  private static final String BY_STEP = "step";
  private static final String COMING_BACK = "coming back";
  private static final String ENDING = "ending";

  private static final int MOST_OWNERS = 16;

  /** The keys of a record in each index. A replica keeps them too, so each of them is short. */
  static final Map<String, Function<DeletedResource, List<String>>> INDEXES =
      Map.of(
          BY_NAME,
          record -> List.of(key(record.getSpec().resource())),
          BY_UID,
          record -> List.of(record.getSpec().resource().uid()),
          BY_GROUP,
          record -> Optional.ofNullable(record.getSpec().deletionGroup()).stream().toList(),
          BY_OWNER,
          RecordCatalog::owners,
          BY_NAMESPACE,
          record ->
              Optional.ofNullable(record.getSpec().resource().namespaceUid()).stream().toList(),
          BY_PLACE,
          RecordCatalog::place,
          BY_RESTORED,
          record -> RecordStep.restoredAs(record).map(RestoredObject::uid).stream().toList(),
          BY_STEP,
          RecordCatalog::steps);

  private final RecordSize sizes = new RecordSize();
  private final Supplier<Instant> now;
  private volatile Optional<IndexerResourceCache<DeletedResource>> cache = Optional.empty();

  /**
   * Creates an empty catalog.
   *
   * @param now the current time by the API server's clock
   */
  public RecordCatalog(Supplier<Instant> now) {
    this.now = now;
  }

  public void follow(EventSourceContext<DeletedResource> context) {
    IndexerResourceCache<DeletedResource> primary = context.getPrimaryCache();
    INDEXES.forEach((name, keys) -> primary.addIndexer(name, keys));
    cache = Optional.of(primary);
  }

  private static List<String> owners(DeletedResource record) {
    return Objects.requireNonNullElse(record.getSpec().owners(), List.<String>of()).stream()
        .limit(MOST_OWNERS)
        .toList();
  }

  private static List<String> place(DeletedResource record) {
    return RecordStep.state(record) == State.RESTORED && KeptCopy.of(record).isEmpty()
        ? List.of()
        : List.of(Objects.requireNonNullElse(record.getSpec().resource().namespace(), ""));
  }

  private static List<String> steps(DeletedResource record) {
    return Stream.of(
            RecordStep.comesBack(record) ? COMING_BACK : "",
            record.getMetadata().getDeletionTimestamp() == null ? "" : ENDING)
        .filter(step -> !step.isEmpty())
        .toList();
  }

  @Override
  public List<DeletedResource> get() {
    return cache.map(c -> c.list().toList()).orElse(List.of());
  }

  public Optional<DeletedResource> find(String namespace, String name) {
    return cache.flatMap(c -> c.get(new ResourceID(name, namespace)));
  }

  @Override
  public List<DeletedResource> of(
      String group, String resource, Optional<String> namespace, String name) {
    Instant present = now.get();
    List<DeletedResource> all =
        index(BY_NAME, key(group, resource, namespace.orElse(""), name)).stream()
            .filter(record -> Belonging.toItsNamespace(record, this::ofUid, present))
            .toList();
    // A record that moves home exists twice for a moment.
    return all.stream().filter(record -> !isAlsoAtHome(record, all)).toList();
  }

  private static boolean isAlsoAtHome(DeletedResource record, List<DeletedResource> all) {
    String uid = record.getSpec().resource().uid();
    return !Belonging.atHome(record)
        && all.stream()
            .anyMatch(
                other ->
                    Belonging.atHome(other)
                        && other.getMetadata().getDeletionTimestamp() == null
                        && other.getSpec().resource().uid().equals(uid));
  }

  @Override
  public void await(String uid) {
    long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
    try {
      while (cache.isPresent() && ofUid(uid).isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<DeletedResource> ofUid(String uid) {
    return index(BY_UID, uid).stream().findFirst();
  }

  @Override
  public Optional<DeletedResource> restoredAs(String uid) {
    return index(BY_RESTORED, uid).stream().findFirst();
  }

  @Override
  public List<DeletedResource> counted(Optional<String> namespace) {
    return index(BY_PLACE, namespace.orElse(""));
  }

  /** The volume of a restored claim belongs to that claim, and does not count. */
  @Override
  public Usage usage(DeletedResource record) {
    Usage used = Usage.of(record.getSpec()).plus(Usage.ofBytes(sizes.of(record)));
    return RecordStep.state(record) == State.RESTORED ? used.withoutStorage() : used;
  }

  /** Returns the records of the objects that were deleted because the given object was deleted. */
  public List<DeletedResource> ofGroup(String uid) {
    return index(BY_GROUP, uid);
  }

  /** Returns the records of the objects that the given object owned. */
  public List<DeletedResource> ofOwner(String uid) {
    return index(BY_OWNER, uid);
  }

  /** Returns the records of the objects that were in exactly this namespace. */
  public List<DeletedResource> ofNamespace(String uid) {
    return index(BY_NAMESPACE, uid);
  }

  @Override
  public DeletedEarlier deletedBefore(DeletedResource namespace, Optional<RestoredObject> as) {
    return DeletedEarlier.of(namespace, as, this::ofNamespace);
  }

  /** Returns the records whose restore a user asked for and that is not finished. */
  public List<DeletedResource> comingBack() {
    return index(BY_STEP, COMING_BACK);
  }

  /** Returns the records that a user deleted. */
  public List<DeletedResource> ending() {
    return index(BY_STEP, ENDING);
  }

  private List<DeletedResource> index(String name, String key) {
    return cache.map(c -> c.byIndex(name, key)).orElse(List.of());
  }

  /**
   * Returns what all records use in each namespace in which a record names the policy. The key ""
   * stands for cluster-scoped objects.
   */
  public Map<String, Usage> usedWhere(String policy) {
    return get().stream()
        .filter(r -> names(r.getSpec(), policy))
        .map(r -> Objects.requireNonNullElse(r.getSpec().resource().namespace(), ""))
        .distinct()
        .collect(Collectors.toMap(place -> place, this::usedIn));
  }

  private static boolean names(DeletedResourceSpec record, String policy) {
    return policy.equals(record.policy())
        || Objects.requireNonNullElse(record.otherPolicies(), List.of()).contains(policy);
  }

  private Usage usedIn(String place) {
    return index(BY_PLACE, place).stream().map(this::usage).reduce(Usage.NONE, Usage::plus);
  }

  /** Returns the number of records that name the policy. */
  public long count(String policy) {
    return get().stream().filter(r -> policy.equals(r.getSpec().policy())).count();
  }

  /** Returns how many creates by controllers were refused because of records of the policy. */
  public long refusedCreates(String policy) {
    return get().stream()
        .filter(r -> policy.equals(r.getSpec().policy()))
        .mapToLong(RecordStep::refusedCreates)
        .sum();
  }

  private static String key(ResourceIdentity deleted) {
    return key(
        GroupVersion.of(deleted.apiVersion()).group(),
        deleted.resource(),
        deleted.namespace() == null ? "" : deleted.namespace(),
        deleted.name());
  }

  private static String key(String group, String resource, String namespace, String name) {
    return ShortKey.of(group, resource, namespace, name);
  }
}
