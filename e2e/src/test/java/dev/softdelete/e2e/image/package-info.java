/** The container image: what is in it, and how it runs. */
package dev.softdelete.e2e.image;
