package dev.softdelete.operator.volume;

import dev.softdelete.api.KeptVolume;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/** Keeps the volume of a deleted claim, before the claim is released. */
public final class RetainedVolumes {
  private static final int ATTEMPTS = 10;
  private static final int LONGEST_QUANTITY = 63;

  private final ApiServer api;

  /**
   * A volume that outlives its claim.
   *
   * @param before the volume with every field and digit that the API server sent, before we changed
   *     any
   */
  public record Kept(KeptVolume reference, KubeObject before) {}

  public RetainedVolumes(ApiServer api) {
    this.api = api;
  }

  /**
   * Sets the reclaim policy of the claim's volume to Retain. The call can be repeated without
   * effect. Returns empty for an object that is not a claim, or that has no volume.
   *
   * @throws ApiException if the volume cannot be kept; the claim must not be released then
   */
  public Optional<Kept> retain(KubeObject object) {
    return Claims.volumeName(object).flatMap(name -> retain(object, name));
  }

  private Optional<Kept> retain(KubeObject claim, String name) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Volume> live = Volume.find(api, name);
      if (live.isEmpty()) {
        return Optional.empty();
      }
      Volume volume = live.get();
      switch (VolumeRetention.of(volume, claim.uid())) {
        case VolumeRetention.NotItsVolume n -> {
          return Optional.empty();
        }
        case VolumeRetention.Stays s -> {
          return Optional.of(new Kept(reference(volume), volume.object()));
        }
        case VolumeRetention.Retain r -> {
          if (VolumeWrites.patched(api, volume, r.patch())) {
            return Optional.of(new Kept(reference(volume), volume.object()));
          }
        }
      }
    }
    throw VolumeWrites.tooFast(name);
  }

  /** Reverts an attempt to keep the volume of a claim that is released for good. */
  public void letGo(KubeObject object) {
    Claims.volumeName(object).ifPresent(name -> letGo(object, name));
  }

  private void letGo(KubeObject claim, String name) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Volume> kept =
          Volume.find(api, name).filter(v -> v.claimedBy(claim.uid()) && v.kept());
      if (kept.isEmpty() || VolumeWrites.patched(api, kept.get(), kept.get().givenBack())) {
        return;
      }
    }
    throw VolumeWrites.tooFast(name);
  }

  private static KeptVolume reference(Volume volume) {
    String capacity = volume.object().json().at("/spec/capacity/storage").asText();
    return new KeptVolume(
        volume.name(),
        volume.object().uid(),
        volume.formerPolicy(),
        capacity.isEmpty() || capacity.length() > LONGEST_QUANTITY ? null : capacity);
  }
}
