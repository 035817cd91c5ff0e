package dev.softdelete.e2e.cli;

/** The size of a browser window in pixels, and whether its user prefers dark pages. */
record Window(int width, int height, boolean dark) {
  static final Window LARGE = new Window(1360, 820, false);
  static final Window DARK = new Window(1360, 820, true);
  static final Window PHONE = new Window(390, 844, false);
  static final Window DARK_PHONE = new Window(390, 844, true);
}
