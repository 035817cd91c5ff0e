package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.snapshot.Format;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * How far the restore of a group has progressed.
 *
 * @param back how many members are restored
 * @param remade how many members their controllers have created again; the restore does not replace
 *     those
 * @param refused the members that could not be restored so far, with the reasons
 * @param open how many members are still to be restored
 * @param earlier what had been deleted in the namespace before, and stays deleted
 */
public record GroupProgress(
    int back, int remade, List<String> refused, int open, DeletedEarlier earlier) {
  /** The progress of a record that is restored without other objects. */
  public static final GroupProgress NOBODY_ELSE = new GroupProgress(0, 0, List.of(), 0);

  private static final int MESSAGE = 300;

  public GroupProgress(int back, int remade, List<String> refused, int open) {
    this(back, remade, refused, open, DeletedEarlier.NOTHING);
  }

  public GroupProgress with(DeletedEarlier deletedEarlier) {
    return new GroupProgress(back, remade, refused, open, deletedEarlier);
  }

  public static GroupProgress of(
      Collection<DeletedResource> members, Predicate<DeletedResource> remadeByController) {
    int back = 0;
    int remade = 0;
    int open = 0;
    var refused = new ArrayList<String>();
    for (DeletedResource member : members) {
      if (RecordStep.state(member) == State.RESTORED) {
        back++;
      } else if (Format.newer(member)) {
        refused.add(Members.name(member) + " (NewerFormat: " + Format.leftAlone(member) + ")");
      } else if (!(RestoreProgress.of(member) instanceof RestoreProgress.Refused refusal)) {
        open++;
      } else if (remadeByController.test(member)) {
        remade++;
      } else {
        refused.add(Members.name(member) + " (" + shortened(refusal.message()) + ")");
      }
    }
    refused.sort(null);
    return new GroupProgress(back, remade, List.copyOf(refused), open);
  }

  public boolean complete() {
    return open == 0 && refused.isEmpty();
  }

  public int total() {
    return back + remade + refused.size() + open;
  }

  /** Whether there is anything to say about other objects. */
  public boolean concernsOthers() {
    return total() > 0 || earlier.message().isPresent();
  }

  /** Returns the progress in one or more sentences, for a condition. */
  public String message() {
    var text =
        new StringBuilder("%d of %d objects that went with it are back.".formatted(back, total()));
    if (remade > 0) {
      text.append(" %d their controllers made anew meanwhile.".formatted(remade));
    }
    earlier.message().ifPresent(sentence -> text.append(' ').append(sentence));
    if (!refused.isEmpty()) {
      text.append(" Tried again: ").append(Members.list(refused));
    }
    return text.toString();
  }

  private static String shortened(String message) {
    return message.length() <= MESSAGE ? message : message.substring(0, MESSAGE) + "…";
  }
}
