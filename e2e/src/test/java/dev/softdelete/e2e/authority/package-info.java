/**
 * Tests of who may do what, by the API server's answers to ordinary users. Each file has one topic.
 */
package dev.softdelete.e2e.authority;
