package dev.mlbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands, with real models and, where something is deployed, real processes. */
@Timeout(120)
class MlboxTest {
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");
  private static final String CONFIG =
      """
      model: tiny
      load: model.onnx
      evaluate:
        data: test.csv
        target: bought
        gates: [roc_auc >= 0.6, accuracy >= baseline - 0.05]
      deploy: {to: local, port: 1, interval: 100ms, probe: 20}
      """;

  private Path folder = Path.of("");
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void aProject(@TempDir Path root) throws IOException {
    folder = Files.createDirectory(root.toRealPath().resolve("tiny"));
    fixture("tiny-binary.onnx", "model.onnx");
    fixture("tiny-table.csv", "test.csv");
    write("mlbox.yaml", CONFIG);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void fixture(String name, String as) throws IOException {
    Files.copy(FIXTURES.resolve(name), folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }

  private Mlbox mlbox(Invocation.Assignment... overrides) {
    return Mlbox.open(
        new Invocation(
            folder.resolve("mlbox.yaml"),
            List.of(overrides),
            Map.of(
                "PATH",
                System.getenv().getOrDefault("PATH", ""),
                "KUBECONFIG",
                folder.resolve("kube.conf").toString()),
            BoxClasspath.running(),
            events::add,
            "check"));
  }

  private static Invocation.Assignment set(String key, String value) {
    return new Invocation.Assignment(key, value, "--set " + key);
  }

  private RunReport run(Goal goal, Invocation.Assignment... overrides) {
    return mlbox(overrides).run(goal);
  }

  private static Evaluation candidate(RunReport report) {
    return Objects.requireNonNull(report.checked()).candidate();
  }

  private static Release release(RunReport report) {
    return Objects.requireNonNull(report.release());
  }

  private List<String> steps() {
    return events.stream()
        .filter(Event.Finished.class::isInstance)
        .map(event -> ((Event.Finished) event).step())
        .toList();
  }

  @Test
  void trainingEvaluatesNothing() throws IOException {
    Files.delete(folder.resolve("test.csv"));

    RunReport report = run(Goal.TRAIN);

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(report.headline()).isEqualTo(folder.resolve("model.onnx").toString());
    assertThat(report.checked()).isNull();
    assertThat(steps()).containsExactly("load");
  }

  @Test
  void aModelIsNamedOnceWhereItIsLoaded() {
    run(Goal.TRAIN);

    assertThat(events)
        .filteredOn(Event.Finished.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((Event.Finished) event).what())
                    .matches("model\\.onnx  \\d+ kB  sha256:[0-9a-f]{8}…"));
  }

  @Test
  void evaluatingJudgesNothing() {
    RunReport report = run(Goal.EVALUATE, set("evaluate.gates", "[roc_auc >= 0.99]"));

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(report.headline()).contains("accuracy 0.8350", "roc_auc 0.9147");
    assertThat(steps()).containsExactly("load", "evaluate");
  }

  @Test
  void aRejectedModelIsNotBoxedAndHasAReport() throws IOException {
    RunReport report = run(Goal.BOX, set("evaluate.gates", "[roc_auc >= 0.99]"));

    assertThat(report.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(report.headline())
        .isEqualTo("roc_auc 0.9147 (95 % CI 0.863 … 0.947) is below 0.99 (--set evaluate.gates)");
    assertThat(folder.resolve(".mlbox/boxes")).doesNotExist();
    assertThat(report.release()).isNull();
    Path page = Path.of(report.files().get(0));
    assertThat(Files.readString(page)).contains("roc_auc", "0.9147");
    assertThat(page.resolveSibling("report.json")).exists();
  }

  @Test
  void theSameModelIsTheSameVersionWhereverItComesFrom() throws Exception {
    String version = release(run(Goal.BOX)).version();
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit("notes.txt", "mine");
    }
    assertThat(release(run(Goal.BOX)).version()).isEqualTo(version);

    fixture("tiny-binary-zipmap.onnx", "model.onnx");
    assertThat(release(run(Goal.BOX)).version()).isNotEqualTo(version);
  }

  @Test
  void readyPredictionsAreCheckedButNotBoxed() throws IOException {
    String answers =
        Files.readAllLines(FIXTURES.resolve("tiny-binary.expected.csv")).stream()
            .collect(Collectors.joining("\n"))
            .replace("label", "prediction");
    write("answers.csv", answers);

    RunReport report = run(Goal.CHECK, set("load", "answers.csv"));

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(Objects.requireNonNull(candidate(report).metrics().get("accuracy")).value())
        .isEqualTo(0.835);
    assertThatThrownBy(() -> run(Goal.BOX, set("load", "answers.csv")))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "ready predictions cannot be served (%s); expected an ONNX model or a Python function; use `mlbox check` for them"
                .formatted(folder.resolve("answers.csv")));
  }

  @Test
  void aPythonFunctionRunsFromItsModuleAndWhatWasTrainedAndNothingElse() throws IOException {
    write(
        "rule.py",
        """
        import os
        from pathlib import Path
        LIMIT = float(Path(__file__).with_name("limit.txt").read_text())
        FILES = sorted(os.listdir(Path(__file__).parent))

        def predict(columns):
            assert "test.csv" not in FILES, FILES
            return [{0: 0.9, 1: 0.1} if w > LIMIT else {0: 0.1, 1: 0.9} for w in columns["weight"]]
        """);
    write("limit.txt", "50");

    RunReport report =
        run(
            Goal.CHECK,
            set("load", "limit.txt"),
            set("predict", "rule:predict"),
            set("evaluate.gates", "[accuracy >= 0.01]"));

    assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(candidate(report).subject().rows()).isEqualTo(200);
    assertThatThrownBy(
            () -> run(Goal.CHECK, set("load", "limit.txt"), set("predict", "rules:predict")))
        .hasMessage(
            "there is no Python module rules (predict: rules:predict); expected rules.py or the folder rules/ beside mlbox.yaml; name the module that holds the function");
  }

  @Test
  void aPlanSaysWhatWouldBeDone() throws IOException {
    write(
        "kube.conf",
        """
        current-context: prod
        contexts: [{name: prod, context: {cluster: here, user: me, namespace: ml}}]
        clusters: [{name: here, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: me, user: {token: secret}}]
        """);
    Invocation.Assignment[] cluster = {
      set("deploy.to", "kubernetes"), set("deploy.image", "registry.example.com/team/tiny")
    };

    assertThat(mlbox().plan(Goal.CHECK).steps())
        .containsExactly(
            new Step("load", "model.onnx"),
            new Step("evaluate", "test.csv, target bought"),
            new Step("gate", "roc_auc >= 0.6"),
            new Step("gate", "accuracy >= baseline - 0.05"));
    assertThat(mlbox().plan(Goal.DEPLOY).steps())
        .extracting(Step::name)
        .containsExactly("load", "evaluate", "gate", "gate", "box", "probe", "canary", "promote");
    assertThat(mlbox(cluster).plan(Goal.DEPLOY).steps())
        .extracting(Step::name)
        .endsWith("promote", "watch");
    assertThat(mlbox().objects(Goal.DEPLOY)).isEmpty();
    assertThat(mlbox(cluster).objects(Goal.BOX)).isEmpty();
    assertThat(mlbox(cluster).objects(Goal.DEPLOY))
        .singleElement()
        .asString()
        .contains("kind: \"Deployment\"", "image: \"registry.example.com/team/tiny@sha256:…\"");
    assertThat(events).isEmpty();
  }

  @Test
  void beforeTheFirstDeployNothingServes() {
    assertThat(mlbox().status().lines())
        .containsExactly(
            new Step("target", "local target, http://127.0.0.1:1"),
            new Step("stable", "nothing serves yet; begin with `mlbox deploy`"));
    assertThat(mlbox().history()).isEmpty();
    assertThat(mlbox().stop()).isEmpty();
  }

  @Test
  void whatIsDeployedIsTheBaselineHereAndInEveryClone(@TempDir Path other) throws Exception {
    TestRepository.bare(other.resolve("origin.git"));
    Invocation.Assignment port = set("deploy.port", String.valueOf(freePort()));
    try (TestRepository repository = TestRepository.at(folder)) {
      write(".gitignore", ".mlbox/\n");
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
      RunReport deployed = run(Goal.DEPLOY, port);
      assertThat(deployed.outcome()).as(deployed.headline()).isEqualTo(Outcome.SUCCEEDED);
      version = release(deployed).version();
      List<Step> why = mlbox(port).why(version.substring(0, 5)).lines();
      assertThat(why)
          .contains(new Step("version", version + ", which serves"))
          .anyMatch(step -> step.name().equals("commit") && step.what().contains("on main"))
          .anyMatch(step -> step.what().startsWith("roc_auc 0.9147 (95 % CI 0.8630 … 0.9470)"))
          .anyMatch(step -> step.what().startsWith("pass  roc_auc 0.9147"))
          .contains(new Step("looks", "candidate 1 on these 200 rows"))
          .anyMatch(step -> step.name().equals("promoted"));
      assertThat(mlbox(port).why(null).lines()).isEqualTo(why);
      assertThatThrownBy(() -> mlbox(port).why("zz"))
          .hasMessage("no version zz is known; expected one of " + version);
      assertThat(mlbox(port).history())
          .extracting(past -> past.release().version())
          .containsExactly(version);
    } finally {
      mlbox(port).stop();
    }
    comparesWith("candidate and " + version + " (deployed)");
    String rows = Files.readString(folder.resolve("test.csv"));
    write("test.csv", rows + "red,M,100.05,23,1,pro\n");
    RunReport best = run(Goal.CHECK, set("baseline", "best"));
    assertThat(Objects.requireNonNull(best.checked()).baselineOrigin())
        .matches("candidate and .* \\(best so far by accuracy on other rows.*\\)");
    write("test.csv", rows);

    Files.delete(folder.resolve(".mlbox/boxes").resolve(boxOf()).resolve("box.json"));
    comparesWith("candidate and " + version + " (deployed)");

    String model = candidate(best).subject().model().brief();
    String commit = Objects.requireNonNull(Lineage.of(folder).commit()).substring(0, 10);
    TestRepository.cloneOf(other.resolve("origin.git"), other.resolve("clone")).close();
    folder = other.resolve("clone");
    comparesWith("candidate and %s (merge base, checked at %s)".formatted(model, commit));
    write("test.csv", Files.readString(folder.resolve("test.csv")) + "red,M,100.05,23,1,pro\n");
    RunReport unknown = run(Goal.CHECK);
    assertThat(unknown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(unknown.headline()).contains("the earlier evaluations are of other data");
  }

  private String boxOf() throws IOException {
    try (var boxes = Files.list(folder.resolve(".mlbox/boxes"))) {
      return boxes.map(Path::getFileName).map(Path::toString).findFirst().orElseThrow();
    }
  }

  /** The candidate answers the same as the baseline, whoever that is. */
  private void comparesWith(String words) {
    RunReport report = run(Goal.CHECK);

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
