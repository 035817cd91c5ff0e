/** What a start needs, and what is said where it is not there. */
package dev.softdelete.operator.startup;
