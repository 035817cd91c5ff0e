/** Which policy covers what, and on which terms: pure functions over policies and objects. */
package dev.softdelete.operator.policy;
