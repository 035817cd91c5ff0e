package dev.softdelete.controlplane;

/**
 * A program that Go makes.
 *
 * @param fileName under which it is wanted
 * @param builtAs what {@code go build} calls it, after its package path
 */
record GoProgram(String fileName, String goPackage, String builtAs) {}
