/**
 * The training run, with which the build creates the operator's AOT cache. The operator works for a
 * few seconds against a simulated API server, and the JVM records which classes and methods it
 * needs.
 */
package dev.softdelete.operator.training;
