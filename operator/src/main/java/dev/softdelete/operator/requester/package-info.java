/** Who sends a request: a user, or a controller that acts for somebody else. */
package dev.softdelete.operator.requester;
