/** What users copy: samples, the documentation's YAML, the image. */
package dev.softdelete.e2e.published;
