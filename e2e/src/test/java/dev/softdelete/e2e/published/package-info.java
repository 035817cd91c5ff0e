/**
 * Tests of everything that users copy: the samples, the YAML of the documentation, and the image.
 */
package dev.softdelete.e2e.published;
