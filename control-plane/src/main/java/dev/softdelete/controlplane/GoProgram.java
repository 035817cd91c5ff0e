package dev.softdelete.controlplane;

/**
 * A program that Go builds.
 *
 * @param fileName the name of the finished program
 * @param builtAs the name that {@code go build} gives it, after its package path
 */
record GoProgram(String fileName, String goPackage, String builtAs) {}
