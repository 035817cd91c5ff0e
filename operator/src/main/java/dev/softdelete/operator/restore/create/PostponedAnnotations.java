package dev.softdelete.operator.restore.create;

import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations that a restored object gets when its restore mark is taken off. An object may
 * have 256 KiB of annotations, and one that has as many leaves no room for the mark. Which ones
 * wait follows from the snapshot alone, so an attempt after a crash finds the same ones.
 */
public final class PostponedAnnotations {
  /** The limit of the API server, in bytes of keys and values. */
  private static final int LIMIT = 262_144;

  /** More than the longest mark takes, with its key. */
  private static final int MARK = 1024;

  private PostponedAnnotations() {}

  /** Returns the largest annotations, as few as make room for the mark; mostly none. */
  public static Map<String, String> of(KubeObject snapshot) {
    Map<String, String> all = new LinkedHashMap<>(snapshot.annotations());
    RestoreManifest.WITHOUT_EFFECT.forEach(all::remove);
    int size = all.entrySet().stream().mapToInt(PostponedAnnotations::size).sum();
    var postponed = new LinkedHashMap<String, String>();
    if (size + MARK <= LIMIT) {
      return postponed;
    }
    List<Map.Entry<String, String>> largestFirst =
        all.entrySet().stream()
            .sorted(
                Comparator.comparingInt(PostponedAnnotations::size)
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    for (Map.Entry<String, String> annotation : largestFirst) {
      if (size + MARK <= LIMIT) {
        break;
      }
      postponed.put(annotation.getKey(), annotation.getValue());
      size -= size(annotation);
    }
    return postponed;
  }

  private static int size(Map.Entry<String, String> annotation) {
    return bytes(annotation.getKey()) + bytes(annotation.getValue());
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
