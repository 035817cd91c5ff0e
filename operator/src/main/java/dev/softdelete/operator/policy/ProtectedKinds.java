package dev.softdelete.operator.policy;

import dev.softdelete.operator.kube.CustomKind;
import dev.softdelete.operator.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The kinds that a policy covers, by how the finalizer gets onto their objects. Taking it off again
 * is an update, so it must not get onto an object that refuses updates: the object, its definition
 * and its namespace could never go.
 *
 * @param onCreate the kinds whose objects get it when they are created
 * @param onUpdate the kinds whose definition judges changes. Their objects get it by an update of
 *     ours that changes nothing else: if the API server refuses that one, it would refuse to take
 *     the finalizer off, too
 * @param fresh the custom kinds that are so new that the API server could not evaluate admission
 *     policies for their objects yet; it would answer 503
 * @param withoutPatch the kinds that no request can patch
 */
public record ProtectedKinds(
    Set<ResourceType> onCreate,
    Set<ResourceType> onUpdate,
    Set<ResourceType> fresh,
    Set<ResourceType> withoutPatch) {

  /**
   * Sorts kinds.
   *
   * @param definitions returns what the CustomResourceDefinition of a kind says, if it has one
   * @param settling how long a kind is new after its definition was established
   */
  public static ProtectedKinds of(
      List<ResourceType> covered,
      Function<ResourceType, Optional<CustomKind>> definitions,
      Duration settling,
      Instant now) {
    var kinds =
        new ProtectedKinds(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (ResourceType type : covered) {
      Optional<CustomKind> custom = definitions.apply(type);
      Set<ResourceType> place;
      if (custom.isEmpty()) {
        place = type.supports("patch") ? kinds.onCreate : kinds.withoutPatch;
      } else if (!settled(custom.get(), settling, now)) {
        place = kinds.fresh;
      } else {
        place = custom.get().judgesChanges() ? kinds.onUpdate : kinds.onCreate;
      }
      place.add(type);
    }
    return kinds;
  }

  private static boolean settled(CustomKind custom, Duration settling, Instant now) {
    return custom.established().filter(since -> !since.plus(settling).isAfter(now)).isPresent();
  }

  /** Returns the kinds whose objects get the finalizer. */
  public Set<ResourceType> inForce() {
    var all = new HashSet<>(onCreate);
    all.addAll(onUpdate);
    return all;
  }

  /** Returns the kinds of which deleted objects are captured. */
  public Set<ResourceType> watched() {
    Set<ResourceType> all = inForce();
    all.addAll(fresh);
    return all;
  }

  /** Returns the names of kinds, in order. */
  public static List<String> names(Set<ResourceType> kinds) {
    var names = new ArrayList<String>();
    kinds.forEach(type -> names.add(type.groupResource()));
    names.sort(null);
    return names;
  }
}
