package dev.mlbox.core.review;

import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words a check for a pull request.
 *
 * @param model its name
 * @param commit that was checked; null when it is not known
 * @param folder of mlbox.yaml in the repository, such as {@code models/flights/}; empty at its root
 * @param link to the build or its report; null when there is none
 * @param workspace absolute path of mlbox.yaml's folder, by which programs name their lines
 */
public record Reviewing(
    String model, @Nullable String commit, String folder, @Nullable String link, String workspace) {
  private static final Pattern PLACE = Pattern.compile("([^()\\s:]+\\.ya?ml):(\\d+)");

  /**
   * A check that came to a verdict.
   *
   * @param compared which models were compared on how many rows, in words
   * @param provable what the rows can prove, in words; empty when not known
   */
  public Review of(GateReport gates, String compared, String provable) {
    return new Review(
        model,
        gates.passes() ? Review.State.PASSED : Review.State.FAILED,
        Titles.of(gates),
        Bodies.of(gates, compared, provable) + footer(),
        gates.findings().stream()
            .filter(finding -> finding.verdict() != Verdict.PASS)
            .flatMap(finding -> annotation(finding).stream())
            .toList(),
        link);
  }

  /** A check that came to none. */
  public Review of(List<Problem> problems) {
    String title =
        problems.isEmpty() ? "the check did not come to a verdict" : problems.get(0).what();
    return new Review(
        model,
        Review.State.BROKEN,
        title.lines().findFirst().orElse(title),
        Bodies.of(problems) + footer(),
        problems.stream().flatMap(problem -> annotation(problem).stream()).toList(),
        link);
  }

  private List<Annotation> annotation(Finding finding) {
    return annotation(finding.gate().place(), finding.blocks(), finding.message());
  }

  private List<Annotation> annotation(Problem problem) {
    List<Annotation> lines = new ArrayList<>();
    String place = problem.where();
    if (place != null) {
      lines.addAll(annotation(place, true, problem.message()));
    }
    String output = problem.remedy();
    if (output != null) {
      Frames.in(output, workspace)
          .map(at -> new Annotation(folder + at.path(), at.line(), true, at.error()))
          .ifPresent(lines::add);
    }
    return lines;
  }

  private List<Annotation> annotation(String place, boolean blocks, String message) {
    Matcher found = PLACE.matcher(place);
    return found.matches()
        ? List.of(
            new Annotation(
                folder + found.group(1), Integer.parseInt(found.group(2)), blocks, message))
        : List.of();
  }

  private String footer() {
    String at =
        commit == null ? "" : " of commit " + commit.substring(0, Math.min(10, commit.length()));
    String to = link == null ? "" : " · [the build and its report](" + link + ")";
    return "\n<sub>`mlbox check`%s%s</sub>\n".formatted(at, to);
  }
}
