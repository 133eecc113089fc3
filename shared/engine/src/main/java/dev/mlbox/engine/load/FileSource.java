package dev.mlbox.engine.load;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.port.ModelSource;
import dev.mlbox.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file or folder, by its path relative to mlbox.yaml; used where it lies. */
public final class FileSource implements ModelSource {
  /** Two letters at least, as one letter is a Windows drive. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private final Path folder;

  /**
   * @param folder of mlbox.yaml
   */
  public FileSource(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public boolean takes(String from) {
    return !SCHEME.matcher(from).matches();
  }

  @Override
  public LoadedModel load(LoadConfig config) {
    Path model = path(config);
    if (!Files.exists(model)) {
      throw Received.invalid(
          Problem.of("there is no model `%s`".formatted(config.from()))
              .expected("a file or folder at " + model),
          config);
    }
    return new LoadedModel(Received.check(config, model, config.from()), config.from());
  }

  private Path path(LoadConfig config) {
    try {
      return folder.resolve(config.from()).normalize();
    } catch (InvalidPathException e) {
      throw Received.invalid(
          Problem.of("`%s` cannot be a path: %s".formatted(config.from(), e.getReason())), config);
    }
  }
}
