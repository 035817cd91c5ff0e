package dev.softdelete.e2e.survival;

import java.util.concurrent.atomic.AtomicBoolean;

/** A user edits a deleted object between its first snapshot and its release. */
final class EditBeforeRelease implements Fault {
  private final Trial trial;
  private final String name;
  private final Fault besides;
  private final AtomicBoolean edited = new AtomicBoolean();

  EditBeforeRelease(Trial trial, String name, Fault besides) {
    this.trial = trial;
    this.name = name;
    this.besides = besides;
  }

  static void edit(Trial trial, String name) {
    trial.kubectl(
        "patch", "configmap", name, "--type=merge", "-p", "{\"data\":{\"edit\":\"late\"}}");
  }

  @Override
  public boolean forwards(ProxiedRequest request) {
    if (request.is("PATCH", "/configmaps/" + name) && edited.compareAndSet(false, true)) {
      edit(trial, name);
    }
    return besides.forwards(request);
  }

  @Override
  public boolean relays(ProxiedRequest request) {
    return besides.relays(request);
  }
}
