/** Repairs records that were lost, or that must move back into their restored namespace. */
package dev.softdelete.operator.repair;
