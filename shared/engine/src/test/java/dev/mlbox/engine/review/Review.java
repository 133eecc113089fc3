package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.testkit.FakeTime;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Builds of one pull request that tell its forge what they found, in a folder of their own, and
 * what they log.
 */
final class Review implements BeforeEachCallback, AfterEachCallback {
  /** What a check has found. */
  static final String FINDING = "roc_auc 0.713 < baseline 0.731 − 0.005";

  final Map<String, String> environment = new HashMap<>();
  final List<String> log = new ArrayList<>();
  final FakeTime clock = new FakeTime();
  Path folder = Path.of("");
  private @Nullable FakeForge forge;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("review");
  }

  /** From now on there is a forge of this kind, and a token for it. */
  FakeForge forge(Forge kind) throws IOException {
    FakeForge made = new FakeForge(kind);
    forge = made;
    environment.put(kind.tokens().get(0), FakeForge.TOKEN);
    environment.put("MLBOX_PR_URL", made.address());
    return made;
  }

  void build(String finding) {
    build(finding, null);
  }

  /**
   * A build.
   *
   * @param address of the pull request, as the command line names it
   */
  void build(String finding, @Nullable String address) {
    Invocation invocation =
        new Invocation(
            folder.resolve("mlbox.yaml"), List.of(), environment, List.of(), this::hear, "check");
    Problem problem = Problem.of(finding).at("mlbox.yaml:12");
    Reviewer.of(invocation, clock, address).tell("flights", List.of(problem), true);
  }

  private void hear(Event event) {
    log.add(
        event instanceof Event.Noted noted
            ? noted.text()
            : event instanceof Event.Verbatim verbatim ? verbatim.line() : event.toString());
  }

  /** Ends the forge, which was asked nothing that it does not describe. */
  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
    if (forge != null) {
      forge.close();
      assertThat(forge.undescribed).as("requests that the forge does not describe").isEmpty();
    }
  }
}
