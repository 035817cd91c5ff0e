package dev.softdelete.operator.policy;

/**
 * What soft-deleted objects use, and how much of it is of routine deletions.
 *
 * @param all includes what is routine
 */
public record Load(Usage all, Usage routine) {
  public static final Load NONE = new Load(Usage.NONE, Usage.NONE);

  public static Load of(Usage usage, boolean routine) {
    return new Load(usage, routine ? usage : Usage.NONE);
  }

  public Load plus(Load more) {
    return new Load(all.plus(more.all), routine.plus(more.routine));
  }

  public Load minus(Load less) {
    return new Load(all.minus(less.all), routine.minus(less.routine));
  }

  /** Whether any of it is routine. */
  public boolean isRoutine() {
    return routine.records() > 0;
  }
}
