/**
 * The training run, by which the build makes the operator's AOT cache: the operator works for a few
 * seconds against a simulated API server, and the JVM records which classes and methods it needs.
 */
package dev.softdelete.operator.training;
