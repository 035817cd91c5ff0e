package dev.softdelete.api;

/** What a {@link DeletedResourceReview} asks for. */
public enum ReviewPart {
  /** The deleted object as it was stored. */
  Manifest,
  /** What a restore by the user who asks would lead to. */
  Restore
}
