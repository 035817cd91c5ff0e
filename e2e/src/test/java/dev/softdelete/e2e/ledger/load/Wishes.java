package dev.softdelete.e2e.ledger.load;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What one worker asks for, one after the other: by its seed alone. Races are between requests that
 * follow at once on the same name, so these are frequent.
 */
public final class Wishes {
  private static final int OWN_NAMES = 3;
  private static final int SHARED_NAMES = 2;
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final int SUM = Stream.of(Form.values()).mapToInt(Form::weight).sum();

  private final Random random;
  private final String worker;
  private final List<String> namespaces;
  private int count;
  private Wish last;

  /**
   * Begins.
   *
   * @param namespaces one that is named twice is as frequent
   */
  public Wishes(long seed, String worker, List<String> namespaces) {
    this.random = new Random(seed * 31 + worker.hashCode());
    this.worker = worker;
    this.namespaces = List.copyOf(namespaces);
  }

  /** Whether the next is sent at once. */
  public boolean atOnce() {
    return random.nextInt(100) < 55;
  }

  /** How long to wait else, in milliseconds. */
  public int pause() {
    return random.nextInt(120);
  }

  public Wish next() {
    Form form = last != null && random.nextInt(100) < 60 ? following(last.form()) : any();
    boolean stays = last != null && random.nextInt(100) < 70;
    Place place = stays ? last.place() : place();
    String stamp = worker + "-" + count++;
    last = new Wish(form, place, stamp, random.nextBoolean() ? "one" : "two");
    return last;
  }

  /** What races with the request before. */
  private Form following(Form before) {
    if (before.deletes()) {
      return pick(
          Form.APPLY_SERVER_SIDE,
          Form.APPLY_SERVER_SIDE,
          Form.PATCH,
          Form.UPDATE,
          Form.CREATE,
          Form.CREATE_RESTORE,
          Form.CREATE_ON_RECREATE_RESTORE,
          Form.RESTORE,
          Form.PURGE);
    }
    if (before.brings()) {
      return pick(
          Form.DELETE, Form.DELETE, Form.APPLY_SERVER_SIDE, Form.CREATE, Form.PURGE, Form.RESTORE);
    }
    return pick(Form.DELETE, Form.DELETE, Form.APPLY_SERVER_SIDE, Form.RESTORE, any());
  }

  private Form pick(Form... forms) {
    return forms[random.nextInt(forms.length)];
  }

  private Form any() {
    int at = random.nextInt(SUM);
    for (Form form : Form.values()) {
      at -= form.weight();
      if (at < 0) {
        return form;
      }
    }
    throw new IllegalStateException();
  }

  private Place place() {
    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    String namespace = namespaces.get(random.nextInt(namespaces.size()));
    int name = random.nextInt(OWN_NAMES + SHARED_NAMES);
    return new Place(
        kind, namespace, name < OWN_NAMES ? worker + "-" + name : "shared-" + (name - OWN_NAMES));
  }
}
