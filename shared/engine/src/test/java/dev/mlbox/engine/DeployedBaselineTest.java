package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a deployed version is to later commands, with real processes. */
@Timeout(120)
class DeployedBaselineTest {
  private TinyProject project = new TinyProject(Path.of(""));

  @BeforeEach
  void aProject(@TempDir Path root) throws IOException {
    project = TinyProject.below(root);
  }

  @Test
  void beforeTheFirstDeployNothingServes() {
    assertThat(project.mlbox().status().lines())
        .containsExactly(
            new Step("target", "local target, http://127.0.0.1:1"),
            new Step("stable", "nothing serves yet; begin with `mlbox deploy`"));
    assertThat(project.mlbox().history()).isEmpty();
    assertThat(project.mlbox().stop()).isEmpty();
  }

  @Test
  void whatIsDeployedIsTheBaselineHereAndInEveryClone(@TempDir Path other) throws Exception {
    TestRepository.bare(other.resolve("origin.git"));
    Invocation.Assignment port = TinyProject.set("deploy.port", String.valueOf(freePort()));
    try (TestRepository repository = TestRepository.at(project.folder)) {
      project.write(".gitignore", ".mlbox/\n");
      repository.commit("train.py", "");
      repository
          .git()
          .remoteAdd()
          .setName("origin")
          .setUri(
              new org.eclipse.jgit.transport.URIish(other.resolve("origin.git").toUri().toString()))
          .call();
      repository.git().push().add("HEAD:refs/heads/main").call();
    }
    String version;
    try {
      RunReport deployed = project.run(Goal.DEPLOY, port);
      assertThat(deployed.outcome()).as(deployed.headline()).isEqualTo(Outcome.SUCCEEDED);
      version = TinyProject.release(deployed).version();
      List<Step> why = project.mlbox(port).why(version.substring(0, 5)).lines();
      assertThat(why)
          .contains(new Step("version", version + ", which serves"))
          .anyMatch(step -> step.name().equals("commit") && step.what().contains("on main"))
          .anyMatch(step -> step.what().startsWith("roc_auc 0.9147 (95 % CI 0.8630 … 0.9470)"))
          .anyMatch(step -> step.what().startsWith("pass  roc_auc 0.9147"))
          .contains(new Step("looks", "candidate 1 on these 200 rows"))
          .anyMatch(step -> step.name().equals("promoted"));
      assertThat(project.mlbox(port).why(null).lines()).isEqualTo(why);
      assertThatThrownBy(() -> project.mlbox(port).why("zz"))
          .hasMessage("no version zz is known; expected one of " + version);
      assertThat(project.mlbox(port).history())
          .extracting(past -> past.release().version())
          .containsExactly(version);
    } finally {
      project.mlbox(port).stop();
    }
    comparesWith("candidate and " + version + " (deployed)");
    String rows = Files.readString(project.folder.resolve("test.csv"));
    project.write("test.csv", rows + "red,M,100.05,23,1,pro\n");
    RunReport best = project.run(Goal.CHECK, TinyProject.set("baseline", "best"));
    assertThat(Objects.requireNonNull(best.checked()).baselineOrigin())
        .matches("candidate and .* \\(best so far by accuracy on other rows.*\\)");
    project.write("test.csv", rows);

    Files.delete(project.folder.resolve(".mlbox/boxes").resolve(boxOf()).resolve("box.json"));
    comparesWith("candidate and " + version + " (deployed)");

    String model = TinyProject.candidate(best).subject().model().brief();
    String commit = Objects.requireNonNull(Lineage.of(project.folder).commit()).substring(0, 10);
    TestRepository.cloneOf(other.resolve("origin.git"), other.resolve("clone")).close();
    project = new TinyProject(other.resolve("clone"));
    comparesWith("candidate and %s (merge base, checked at %s)".formatted(model, commit));
    project.write(
        "test.csv",
        Files.readString(project.folder.resolve("test.csv")) + "red,M,100.05,23,1,pro\n");
    RunReport asked = project.run(Goal.CHECK);
    assertThat(Objects.requireNonNull(asked.checked()).baselineOrigin())
        .isEqualTo("candidate and %s (merge base, checked at %s)".formatted(model, commit));
  }

  private String boxOf() throws IOException {
    try (var boxes = Files.list(project.folder.resolve(".mlbox/boxes"))) {
      return boxes.map(Path::getFileName).map(Path::toString).findFirst().orElseThrow();
    }
  }

  /** The candidate answers the same as the baseline, whoever that is. */
  private void comparesWith(String words) {
    RunReport report = project.run(Goal.CHECK);

    RunReport.Checked checked = Objects.requireNonNull(report.checked());
    assertThat(checked.baselineOrigin()).isEqualTo(words);
    assertThat(checked.gates().worst()).isEqualTo(Verdict.PASS);
    assertThat(Objects.requireNonNull(checked.baseline()).subject().rows()).isEqualTo(200);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
