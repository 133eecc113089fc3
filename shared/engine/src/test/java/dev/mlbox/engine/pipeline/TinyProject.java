package dev.mlbox.engine.pipeline;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project with a real model and 200 rows, checked and kept without a target. */
final class TinyProject {
  static final Path FIXTURES = Path.of("../../src/examples/fixtures");

  final Path folder;
  final List<String> noted = new ArrayList<>();
  final Map<String, String> environment =
      new HashMap<>(Map.of("PATH", System.getenv().getOrDefault("PATH", "")));

  TinyProject(Path folder) throws IOException {
    this.folder = folder;
    // What another test has downloaded is not found in it.
    environment.put("MLBOX_CACHE", folder.resolve(".mlbox/cache").toString());
    model("tiny-binary.onnx");
    fixture("tiny-table.csv", "test.csv");
    write(
        "mlbox.yaml",
        """
        model: tiny
        load: model.onnx
        evaluate:
          data: test.csv
          target: bought
          gates: [accuracy >= baseline - 0.05]
        """);
    write(".gitignore", ".mlbox/\n");
  }

  void model(String fixture) throws IOException {
    fixture(fixture, "model.onnx");
  }

  void fixture(String name, String as) throws IOException {
    Files.copy(FIXTURES.resolve(name), folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }

  void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** With settings {@code KEY=VALUE}. */
  Project project(String... settings) {
    return Project.read(
        new Invocation(
            folder.resolve("mlbox.yaml"),
            Stream.of(settings).map(TinyProject::assignment).toList(),
            environment,
            BoxClasspath.running(),
            event -> {
              if (event instanceof Event.Noted note) {
                noted.add(note.step() + " " + note.text());
              }
            },
            "check"));
  }

  private static Invocation.Assignment assignment(String pair) {
    String key = pair.substring(0, pair.indexOf('='));
    return new Invocation.Assignment(key, pair.substring(key.length() + 1), "--set " + key);
  }

  Measured check(String... settings) {
    Project project = project(settings);
    return check(project, new ModelStep(project).make());
  }

  private static Measured check(Project project, MadeModel made) {
    return new CheckStep(project, new Baselines(project, null)).check(made, true);
  }

  /** As if this version had been promoted. */
  void keep(String version, String... settings) {
    Project project = project(settings);
    Release release =
        new Release(version, "sha256:" + version, "box", Map.of("subject", "Make " + version));
    MadeModel made = new ModelStep(project).make();
    new Baselines(project, null).save(release, made, check(project, made), "mlbox deploy by ana");
  }

  /** Whom the model is compared with. */
  String opponent(String... settings) {
    return check(settings).checked().baselineOrigin();
  }
}
