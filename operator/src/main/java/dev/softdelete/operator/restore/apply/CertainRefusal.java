package dev.softdelete.operator.restore.apply;

import dev.softdelete.operator.kube.ApiException;
import java.util.regex.Pattern;

/**
 * Tells the refusals of a manifest that repeat at each attempt from those that may pass. To a
 * manifest that does not fit the schema, a server-side apply answers 500, as it does to errors of
 * its own. Only the words of the libraries {@code structured-merge-diff} and {@code apimachinery}
 * show the difference.
 */
final class CertainRefusal {
  private static final Pattern ABOUT_THE_MANIFEST =
      Pattern.compile(
          "failed to create typed|failed to convert|failed to decode|unable to decode"
              + "|unable to convert|error decoding|cannot unmarshal|field not declared in schema"
              + "|duplicate entries for key|illegal base64|unrecognized type"
              + "|cannot convert|exceeded max depth|nesting depth");

  private CertainRefusal() {}

  /** Whether the same apply may succeed later without a correction by a user. */
  static boolean mayPass(ApiException refusal) {
    return refusal.mayPass() && !isAboutTheManifest(refusal);
  }

  private static boolean isAboutTheManifest(ApiException refusal) {
    return refusal.code() == 500
        && !refusal.byWebhook()
        && !refusal.whole().contains("failed calling webhook")
        && ABOUT_THE_MANIFEST.matcher(refusal.whole()).find();
  }
}
