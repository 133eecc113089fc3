package dev.mlbox.engine.local;

import java.nio.file.Path;

/**
 * Where a model is served on this machine.
 *
 * @param root the project's {@code .mlbox}; boxes of releases are found relative to it
 * @param model its name
 * @param port of the front
 * @param place where the port was set, for messages; empty when nobody did
 * @param java what boxes are run with
 */
public record LocalSite(Path root, String model, int port, String place, BoxJava java) {

  public LocalSite {
    root = root.toAbsolutePath().normalize();
  }
}
