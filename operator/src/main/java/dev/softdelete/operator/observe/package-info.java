/** What a policy that only observes would have captured and refused: counted, and never changed. */
package dev.softdelete.operator.observe;
