package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.MergeBase;
import dev.mlbox.engine.git.Trunk;
import dev.mlbox.engine.git.Uncommitted;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the evaluation of a check is kept for later ones to be compared with: when it is of a
 * clean commit of the branch that others are merged into. Without that a project that deploys
 * nothing would have no baseline, ever.
 *
 * @param trunk that branch
 * @param change why what was checked is not what its commit says, in words; null when it is
 * @param ahead what will be a baseline, in words that follow "before there is a baseline"
 */
record Keeping(Trunk trunk, @Nullable String change, String ahead) {
  /** Settings that decide which model it is. */
  private static final Pattern MODEL = Pattern.compile("(load|train|server|predict)(\\..*)?");

  /**
   * Looks at a project before anything is made in it, as training may change files.
   *
   * @param deploys whether the command goes beyond a check, so that what it promotes is kept
   */
  static Keeping of(Project project, boolean deploys) {
    Map<String, String> environment = project.invocation().environment();
    Trunk trunk = Trunk.of(project.folder(), environment);
    String change = trunk.obstacle() == null ? change(project).orElse(null) : null;
    return new Keeping(trunk, change, ahead(project, deploys, trunk, change));
  }

  /** Whether a check that passes here is kept. */
  boolean isDue() {
    return trunk.obstacle() == null && change == null;
  }

  private static String ahead(
      Project project, boolean deploys, Trunk trunk, @Nullable String change) {
    if (deploys || !project.config().baseline().storage().checked()) {
      return deploys
          ? "what is promoted makes one"
          : "only what is promoted makes one, as `baseline.record` has it";
    }
    if (Lineage.of(project.folder()).commit() == null) {
      return "outside a git repository no check makes one: `git init` and commit, or name one with"
          + " `baseline: file:PATH`";
    }
    if (trunk.obstacle() == null && change == null) {
      return "when all gates pass, this is what later checks are compared with";
    }
    String main = trunk.name().isEmpty() ? "that branch" : trunk.name();
    if (trunk.change()) {
      return "%s; a check of %s that passes makes one".formatted(unmet(project, trunk), main);
    }
    return "%s: only a check of a clean commit of %s makes one"
        .formatted(change == null ? trunk.obstacle() : change, main);
  }

  private static String unmet(Project project, Trunk trunk) {
    Map<String, String> environment = project.invocation().environment();
    String target = MergeBase.target(environment).orElse(trunk.name());
    String named = target.isEmpty() ? "the branch that it goes to" : target;
    return MergeBase.of(project.folder(), environment)
        .map(base -> "no evaluation of its merge base %s is kept".formatted(base.brief()))
        .map(words -> words + ", nor of " + named)
        .orElse("no evaluation of %s is kept".formatted(named));
  }

  private static Optional<String> change(Project project) {
    return project.invocation().overrides().stream()
        .filter(override -> !override.lasts() && MODEL.matcher(override.key()).matches())
        .map(Invocation.Assignment::place)
        .map(place -> "%s is not of the commit".formatted(place))
        .findFirst()
        .or(() -> uncommitted(project));
  }

  private static Optional<String> uncommitted(Project project) {
    Uncommitted files = Uncommitted.in(project.folder());
    TrainConfig train = project.config().model().train();
    String output = train == null ? "" : train.output();
    List<String> inputs = inputs(project);
    Stream<String> changed =
        files.changed().stream()
            .filter(file -> !isIn(file, output) && !isIn(file, Project.KEPT))
            .sorted()
            .map(file -> file + " differs from its commit");
    Stream<String> unknown =
        files.untracked().stream()
            .filter(file -> inputs.stream().anyMatch(input -> isOf(file, input)))
            .sorted()
            .map(file -> file + " is in no commit");
    return Stream.concat(changed, unknown).findFirst();
  }

  /** Data are known by their digest, whether git knows them or not. */
  private static List<String> inputs(Project project) {
    MlboxConfig config = project.config();
    List<String> inputs = new ArrayList<>();
    inputs.add(String.valueOf(project.invocation().file().getFileName()));
    if (config.model().load() != null) {
      inputs.add(config.model().load().from());
    }
    TrainConfig train = config.model().train();
    if (train != null) {
      inputs.addAll(train.inputs());
      inputs.addAll(List.of(String.valueOf(train.run()).split("\\s+", -1)));
      inputs.add(String.valueOf(train.notebook()));
      inputs.removeIf(input -> isIn(input, train.output()));
    }
    return inputs;
  }

  private static boolean isIn(String file, String folder) {
    return !folder.isEmpty() && (file.equals(folder) || file.startsWith(folder + "/"));
  }

  private static boolean isOf(String file, String input) {
    if (isIn(file, input) || isIn(input, file)) {
      return true;
    }
    return input.matches(".*[*?\\[{].*")
        && !input.contains(":")
        && FileSystems.getDefault().getPathMatcher("glob:" + input).matches(Path.of(file));
  }
}
