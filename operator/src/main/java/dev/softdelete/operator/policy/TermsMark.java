package dev.softdelete.operator.policy;

import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The finalizer by which an object notes a policy whose terms apply to it. A finalizer, because
 * nothing copies it to other objects, and because a conversion webhook cannot change it.
 */
public final class TermsMark {
  /** The longest name in a finalizer: the part after the slash of a qualified name. */
  private static final int LONGEST = 63;

  private static final int HASH = 10;

  private TermsMark() {}

  public static String of(SoftDeletePolicy policy) {
    return of(policy.getMetadata().getName());
  }

  /** Returns the mark of a policy. A name that is too long is cut and gets a hash. */
  public static String of(String policy) {
    return SoftDelete.TERMS_FINALIZER_PREFIX + (policy.length() <= LONGEST ? policy : cut(policy));
  }

  /** Returns the marks of the policies whose terms a record has. */
  public static Set<String> of(DeletedResourceSpec record) {
    List<String> others = Objects.requireNonNullElse(record.otherPolicies(), List.of());
    return Stream.concat(Stream.ofNullable(record.policy()), others.stream())
        .map(TermsMark::of)
        .collect(Collectors.toSet());
  }

  private static String cut(String name) {
    String hash = SnapshotCodec.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    return name.substring(0, LONGEST - HASH - 1) + "-" + hash;
  }
}
