package dev.softdelete.operator.recreate;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.PlainText;
import java.util.List;
import java.util.stream.Stream;

/**
 * Warns whoever creates an object with a value of {@code softdelete.dev/restore} that restores
 * nothing, such as {@code "True"}: the object is created as the manifest says, and may be nearly
 * empty.
 */
final class RestoreValue {
  private static final int LONGEST_SHOWN = 40;

  private RestoreValue() {}

  /** Returns the response, with a warning if the create goes through and restores nothing. */
  static AdmissionResponse warned(AdmissionResponse response, KubeObject created) {
    String value = created.annotations().get(SoftDelete.RESTORE_ANNOTATION);
    if (value == null || value.equals("true")) {
      return response;
    }
    return switch (response) {
      case AdmissionResponse.Allowed a -> new AdmissionResponse.Allowed(with(a.warnings(), value));
      case AdmissionResponse.Patched p ->
          new AdmissionResponse.Patched(p.patch(), with(p.warnings(), value));
      case AdmissionResponse.Denied d -> d;
      case AdmissionResponse.Audited a ->
          new AdmissionResponse.Audited(warned(a.answer(), created), a.key(), a.note());
    };
  }

  private static List<String> with(List<String> warnings, String value) {
    String warning =
        "%s: \"%s\" restores nothing: in a manifest that is created, only the value \"true\" does";
    return Stream.concat(
            warnings.stream(),
            Stream.of(
                warning.formatted(
                    SoftDelete.RESTORE_ANNOTATION, PlainText.cut(value, LONGEST_SHOWN))))
        .toList();
  }
}
