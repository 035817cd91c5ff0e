/** The custom resources of group {@code softdelete.dev}, version {@code v1}. */
package dev.softdelete.api;
