package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.Looks;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the repository itself, under {@code refs/mlbox/looks/MODEL}: one record for each pair of
 * rows and candidate, so that those of several machines add up.
 */
public final class GitLooks implements Looks {
  private static final String REFS = "refs/mlbox/looks/";

  private final SharedLine line;

  /**
   * The looks of a project.
   *
   * @param folder in the repository
   * @param remote such as {@code origin}; null to count on this machine only
   * @param environment with credentials, if any
   * @param listener hears of a remote that cannot be reached, which is an error where one is given
   */
  public GitLooks(
      Path folder,
      @Nullable String remote,
      Map<String, String> environment,
      StepListener listener) {
    this.line = new SharedLine(folder, remote, environment, listener);
  }

  @Override
  public int look(String model, Digest data, Digest candidate) {
    String name = LookName.of(data, candidate);
    int[] looks = new int[1];
    line.change(
        REFS + model,
        "Look " + name,
        before -> {
          Map<String, Map<String, byte[]>> after = new TreeMap<>(before);
          String text = "data %s%ncandidate %s%n".formatted(data, candidate);
          after.putIfAbsent(name, Map.of("look", text.getBytes(StandardCharsets.UTF_8)));
          looks[0] =
              (int) after.keySet().stream().filter(each -> LookName.isOf(data, each)).count();
          return after;
        });
    line.away().ifPresent(GitLooks::refuse);
    return looks[0];
  }

  /** A count that others do not add to, or do not see, lets each of them begin anew. */
  private static void refuse(String away) {
    throw MlboxException.broken(
        Problem.of("looks at the data cannot be counted: " + away)
            .expected("a remote that looks can be fetched from and pushed to")
            .remedy(
                "give MLBOX_GIT_TOKEN that right, or keep baselines in a folder or a bucket, with baseline.store"),
        null);
  }
}
