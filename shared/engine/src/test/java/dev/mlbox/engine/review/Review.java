package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds of one pull request that tell its forge what they found, in a folder of their own, and
 * what they log.
 */
final class Review implements AutoCloseable {
  final Map<String, String> environment = new HashMap<>();
  final List<String> log = new ArrayList<>();
  final FakeTime clock = new FakeTime();
  final Path folder;
  private @Nullable FakeForge forge;

  Review(Path folder) {
    this.folder = folder;
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
  public void close() {
    if (forge != null) {
      forge.close();
      assertThat(forge.undescribed).as("requests that the forge does not describe").isEmpty();
    }
  }
}
