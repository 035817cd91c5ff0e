/** From a delete that the finalizer holds to a snapshot, a record and a release, in that order. */
package dev.softdelete.operator.capture;
