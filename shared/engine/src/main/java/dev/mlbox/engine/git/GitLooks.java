package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.Looks;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the repository itself, under {@code refs/mlbox/looks/MODEL}: one record for each pair of
 * rows and candidate, so that those of several machines add up.
 */
public final class GitLooks implements Looks {
  private static final String REFS = "refs/mlbox/looks/";
  private static final String FILE = "look";
  private static final String PLACE = "place ";

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
    int[] place = new int[1];
    line.change(
        REFS + model,
        "Look " + name,
        before -> {
          Map<String, Map<String, Blob>> after = new TreeMap<>(before);
          if (!after.containsKey(name)) {
            long earlier =
                after.keySet().stream().filter(each -> LookName.isOf(data, each)).count();
            String text =
                "data %s\ncandidate %s\n%s%d\n".formatted(data, candidate, PLACE, earlier + 1);
            after.put(name, Map.of(FILE, Blob.of(text.getBytes(StandardCharsets.UTF_8))));
          }
          Map<String, Integer> places = new HashMap<>();
          after.forEach((each, files) -> places.put(each, said(files)));
          place[0] = LookName.place(name, data, places);
          return after;
        });
    line.away().ifPresent(GitLooks::refuse);
    return place[0];
  }

  /** Where it was among the looks at its rows; first of all where an earlier mlbox kept none. */
  private static int said(Map<String, Blob> files) {
    Blob look = files.getOrDefault(FILE, Blob.of(new byte[0]));
    return new String(look.bytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.matches(PLACE + "\\d{1,9}"))
        .map(line -> Integer.valueOf(line.substring(PLACE.length())))
        .findFirst()
        .orElse(0);
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
