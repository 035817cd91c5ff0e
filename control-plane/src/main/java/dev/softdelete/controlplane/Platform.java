package dev.softdelete.controlplane;

import java.util.Locale;

/** The operating system and processor, as Go and the Kubernetes downloads name them. */
record Platform(String os, String arch) {

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    return new Platform(os, arch);
  }
}
