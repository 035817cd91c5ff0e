package dev.softdelete.e2e.ledger.load;

/** What is asked for. */
public enum Form {
  CREATE(8),
  CREATE_SHORT_LIVED(3),
  CREATE_ON_RECREATE_RESTORE(5),
  CREATE_ON_RECREATE_ALLOW(2),
  CREATE_RESTORE(5),
  APPLY_CLIENT_SIDE(6),
  APPLY_SERVER_SIDE(14),
  UPDATE(6),
  PATCH(4),
  WRITE_STATUS(3),
  SET_BYPASS(1),
  DELETE(14),
  DELETE_FOREGROUND(4),
  DELETE_ORPHAN(3),
  DELETE_COLLECTION(1),
  RESTORE(8),
  RESTORE_AS(3),
  RESTORE_ELSEWHERE(2),
  RESTORE_DRY(1),
  PURGE(4),
  EXPIRE(3),
  EXTEND(1),
  HOLD(2),
  UNHOLD(2);

  private final int weight;

  Form(int weight) {
    this.weight = weight;
  }

  /** How often, compared with the others. */
  int weight() {
    return weight;
  }

  boolean deletes() {
    return this == DELETE || this == DELETE_FOREGROUND || this == DELETE_ORPHAN;
  }

  boolean brings() {
    return this == CREATE_RESTORE || this == CREATE_ON_RECREATE_RESTORE || this == RESTORE;
  }
}
