/** The answers to DeletedResourceReviews: what was deleted, to whoever may read it. */
package dev.softdelete.operator.review;
