package dev.softdelete.e2e.image;

/**
 * The user of a container.
 *
 * @param id the user id
 * @param group the id of its only group
 */
public record BundleUser(int id, int group) {}
