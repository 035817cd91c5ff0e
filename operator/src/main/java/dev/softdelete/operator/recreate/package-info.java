/**
 * Answers creates with a soft-deleted name: refuses them, turns them into the undelete, or allows
 * them.
 */
package dev.softdelete.operator.recreate;
