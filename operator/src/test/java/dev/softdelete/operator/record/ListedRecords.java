package dev.softdelete.operator.record;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.policy.Usage;
import java.util.List;
import java.util.Optional;

/** An index of the records in a list. */
public record ListedRecords(List<DeletedResource> records) implements RecordIndex {
  @Override
  public Optional<DeletedResource> ofUid(String uid) {
    return records.stream().filter(r -> r.getSpec().resource().uid().equals(uid)).findFirst();
  }

  @Override
  public Optional<DeletedResource> restoredAs(String uid) {
    return Optional.empty();
  }

  @Override
  public List<DeletedResource> counted(Optional<String> namespace) {
    return List.copyOf(records);
  }

  @Override
  public Usage usage(DeletedResource record) {
    return Usage.of(record.getSpec());
  }

  @Override
  public void await(String uid) {}
}
