package dev.mlbox.core.config;

import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.core.rollout.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that is a server already: a box stands in front of it.
 *
 * @param spec what it is and how it is asked; its {@code run} is not split into words yet
 * @param run the command that starts it on a box's own machine; null when it is not
 * @param inputs files, folders or globs, relative to mlbox.yaml, that it is run from
 * @param place where it was set
 */
public record ServerConfig(
    ServerSpec spec, @Nullable Stated run, List<String> inputs, String place) {

  public ServerConfig {
    inputs = List.copyOf(inputs);
  }

  /** The container that it is in a cluster; null when no image of it is named. */
  public Release.@Nullable Beside beside() {
    String image = spec.image();
    return image == null
        ? null
        : new Release.Beside(image, spec.port(), spec.health(), spec.byGrpc());
  }

  /** What is asked on this machine, for people: a command or an address. */
  public String words() {
    return run == null ? String.valueOf(spec.address()) : run.text();
  }
}
