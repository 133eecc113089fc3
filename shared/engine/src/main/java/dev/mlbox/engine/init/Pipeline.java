package dev.mlbox.engine.init;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.config.YamlSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A first pipeline: a pull request trains and checks, main trains, checks, deploys and watches, and
 * by hand a version is taken back.
 *
 * @param file where it belongs
 * @param text its content
 * @param notes what to look at, one sentence each
 */
public record Pipeline(Path file, String text, List<String> notes) {

  public Pipeline {
    notes = List.copyOf(notes);
  }

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
    return new Pipeline(
        folder.resolve(ci.file), text, ci == Ci.JENKINS ? List.of() : notes(folder));
  }

  /** Of machines that are gone with their job, and know public repositories only. */
  private static List<String> notes(Path folder) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "the Maven plugin has to be in a repository that the runner knows: no public one has it");
    if (isLocal(folder.resolve("mlbox.yaml"))) {
      notes.add(
          "deploy.to is local: what is deployed on a runner ends with the job; set it to kubernetes, and KUBECONFIG as the file says");
    }
    return notes;
  }

  private static boolean isLocal(Path file) {
    try {
      return YamlSettings.read(file)
          .at("deploy.to")
          .map(to -> to.text().equals("local"))
          .orElse(true);
    } catch (MlboxException e) {
      // Every other command says what is wrong with it.
      return false;
    }
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
