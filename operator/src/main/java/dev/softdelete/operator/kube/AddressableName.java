package dev.softdelete.operator.kube;

/**
 * Whether a request can name an object in its path. The API server takes about 1 MiB for the head
 * of a request, and a character of a name takes up to twelve bytes there. The names of RBAC objects
 * have no limit of their own: an object with a longer name can be created, and then neither be read
 * nor be changed.
 */
public final class AddressableName {
  /** The limit, in code points. The API server counts a name in the same way. */
  public static final int LONGEST = 65_536;

  private AddressableName() {}

  public static boolean is(String name) {
    // Counting is only necessary where the number of chars does not decide.
    return name.length() <= LONGEST
        || (name.length() <= 2 * LONGEST && name.codePointCount(0, name.length()) <= LONGEST);
  }
}
