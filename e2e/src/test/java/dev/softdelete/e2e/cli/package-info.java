/**
 * Tests of the plugin {@code kubectl undelete}: the built program, as a user runs it, against a
 * real API server.
 */
package dev.softdelete.e2e.cli;
