package dev.softdelete.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Asks what was deleted. It is created by a dry run, the answer is in its status, and it is never
 * stored.
 */
@Group(SoftDelete.GROUP)
@Version(SoftDelete.VERSION)
@Kind("DeletedResourceReview")
@Plural("deletedresourcereviews")
@Singular("deletedresourcereview")
public class DeletedResourceReview
    extends CustomResource<DeletedResourceReviewSpec, DeletedResourceReviewStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected DeletedResourceReviewSpec initSpec() {
    return null;
  }

  @Override
  protected DeletedResourceReviewStatus initStatus() {
    return null;
  }
}
