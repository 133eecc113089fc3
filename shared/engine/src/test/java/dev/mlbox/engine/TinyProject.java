package dev.mlbox.engine;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A project with a small model and its table, and commands in it that print nothing. */
final class TinyProject {
  static final Path FIXTURES = Path.of("../../src/examples/fixtures");
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

  final Path folder;
  final Queue<Event> events = new ConcurrentLinkedQueue<>();

  /** What there is in a folder. */
  TinyProject(Path folder) {
    this.folder = folder;
  }

  /** A new one below a folder. */
  static TinyProject below(Path root) throws IOException {
    TinyProject made = new TinyProject(Files.createDirectory(root.toRealPath().resolve("tiny")));
    made.fixture("tiny-binary.onnx", "model.onnx");
    made.fixture("tiny-table.csv", "test.csv");
    made.write("mlbox.yaml", CONFIG);
    return made;
  }

  void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  void fixture(String name, String as) throws IOException {
    Files.copy(FIXTURES.resolve(name), folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }

  Mlbox mlbox(Invocation.Assignment... overrides) {
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

  static Invocation.Assignment set(String key, String value) {
    return new Invocation.Assignment(key, value, "--set " + key);
  }

  RunReport run(Goal goal, Invocation.Assignment... overrides) {
    return mlbox(overrides).run(goal);
  }

  static Evaluation candidate(RunReport report) {
    return Objects.requireNonNull(report.checked()).candidate();
  }

  static Release release(RunReport report) {
    return Objects.requireNonNull(report.release());
  }

  List<String> steps() {
    return events.stream()
        .filter(Event.Finished.class::isInstance)
        .map(event -> ((Event.Finished) event).step())
        .toList();
  }
}
