package dev.mlbox.engine.init;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A first pipeline: a pull request trains and checks, main trains, checks, deploys and watches, and
 * by hand a version is taken back.
 *
 * @param file where it belongs
 * @param text its content
 */
public record Pipeline(Path file, String text) {

  /** Whose pipeline. */
  public enum Ci {
    JENKINS("Jenkinsfile", "Jenkinsfile"),
    GITHUB("github.yml", ".github/workflows/model.yml"),
    GITLAB("gitlab.yml", ".gitlab-ci.yml");

    private final String template;
    private final String file;

    Ci(String template, String file) {
      this.template = template;
      this.file = file;
    }
  }

  /**
   * Drafts a pipeline.
   *
   * @param folder of mlbox.yaml
   * @param version of mlbox that the pipeline is to use
   */
  public static Pipeline of(Ci ci, Path folder, String version) {
    String python = python(Files.isRegularFile(folder.resolve("requirements.txt")), ci);
    String text = template(ci.template).replace("@python@", python).replace("@version@", version);
    return new Pipeline(folder.resolve(ci.file), text);
  }

  private static String python(boolean required, Ci ci) {
    String install = required ? "pip install -r requirements.txt" : "python --version";
    return ci == Ci.JENKINS ? "python3 -m venv .venv && " + install : install;
  }

  private static String template(String name) {
    try (InputStream stream = Objects.requireNonNull(Pipeline.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes it.
   *
   * @param force whether one that exists is replaced
   * @throws MlboxException INVALID when there is one
   */
  public Path write(boolean force) {
    if (Files.exists(file) && !force) {
      throw MlboxException.invalid(
          Problem.of("there is one already")
              .at(file.toString())
              .remedy("--force replaces it, --dry-run prints the new one"));
    }
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the pipeline cannot be written: " + e).at(file.toString()), e);
    }
  }
}
