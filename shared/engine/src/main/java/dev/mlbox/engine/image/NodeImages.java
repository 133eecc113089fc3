package dev.mlbox.engine.image;

import dev.mlbox.core.config.LocalNodes;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.process.ChildProcess;
import dev.mlbox.engine.process.Command;
import dev.mlbox.engine.process.Finished;
import dev.mlbox.engine.process.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings images into the nodes of a cluster on this machine, with the cluster's own tool. */
public final class NodeImages {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final LocalNodes nodes;
  private final String place;
  private final Map<String, String> environment;

  /**
   * @param place where the context was set
   * @param environment for the tool's path, and the tool itself
   */
  public NodeImages(LocalNodes nodes, String place, Map<String, String> environment) {
    this.nodes = nodes;
    this.place = place;
    this.environment = environment;
  }

  /**
   * The tool.
   *
   * @throws MlboxException INVALID when it is not on the path
   */
  public Path require() {
    String program = nodes.tool().program();
    return SearchPath.of(environment)
        .find(program, Path.of("."))
        .orElseThrow(
            () ->
                MlboxException.invalid(
                    Problem.of(
                            "the nodes of %s take images from `%s`, which is not on the path"
                                .formatted(nodes, program))
                        .at(place)
                        .expected("%s in a folder of PATH".formatted(program))
                        .remedy("install it, or set deploy.image to a registry's repository")));
  }

  /**
   * Builds an image and brings it into the nodes.
   *
   * @return the name that the nodes know it by
   * @throws MlboxException BROKEN with the tool's own words when it fails
   */
  public String load(BoxImage maker, Stated base, String model, BoxContents contents) {
    Path tool = require();
    try {
      Path folder = Files.createTempDirectory("mlbox-image");
      Path file = folder.resolve(model + ".tar");
      try {
        Stated repository = new Stated(LocalNodes.REPOSITORY + model, place);
        String image = maker.save(base, repository, contents, file);
        run(tool, folder, file);
        return image;
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Path tool, Path folder, Path file) {
    List<String> words = new ArrayList<>(List.of(tool.toString()));
    words.addAll(nodes.load(file.toString()));
    Stated stated = new Stated(String.join(" ", words), place);
    Finished finished =
        ChildProcess.run(
            new Command(stated, words, folder, environment, LIMIT), StepListener.silent());
    if (finished.exitCode() != 0) {
      throw MlboxException.broken(
          Problem.of("`%s` failed with exit code %d".formatted(stated.text(), finished.exitCode()))
              .at(place)
              .remedy(finished.tail()),
          null);
    }
  }

  @Override
  public String toString() {
    return nodes.toString();
  }
}
