package dev.mlbox.engine;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A project in git that deploys nothing with mlbox, and checks in it. */
final class CheckedProject implements AutoCloseable {
  static final Path FIXTURES = Path.of("../../src/examples/fixtures");

  final Map<String, String> environment = new HashMap<>();
  final List<String> told = new CopyOnWriteArrayList<>();
  final TestRepository repository;
  final Path origin;

  /** Where commands run: the repository's folder, until a test looks elsewhere. */
  Path folder;

  private CheckedProject(Path root) throws IOException, GitAPIException {
    this.folder = Files.createDirectory(root.toRealPath().resolve("tiny"));
    this.origin = root.toRealPath().resolve("origin.git");
    this.repository = TestRepository.at(folder);
  }

  /** One whose model is loaded from a file; nothing is committed yet. */
  static CheckedProject below(Path root, String load) throws IOException, GitAPIException {
    CheckedProject made = new CheckedProject(root);
    made.fixture("tiny-table.csv", "test.csv");
    made.repository.write(".gitignore", ".mlbox/\n");
    made.repository.write(
        "mlbox.yaml",
        """
        model: tiny
        load: %s
        evaluate: {data: test.csv, target: bought, gates: [accuracy >= baseline - 0.05]}
        """
            .formatted(load));
    return made;
  }

  void fixture(String name, String as) throws IOException {
    Files.copy(FIXTURES.resolve(name), folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    repository.close();
  }

  /** Answers of a model that errs in so many of the first rows where another one is right. */
  static String answers(int flipped) throws IOException {
    List<String> lines = new ArrayList<>(List.of("prediction"));
    Files.readAllLines(FIXTURES.resolve("tiny-binary.expected.csv")).stream()
        .skip(1)
        .map(line -> line.substring(0, 1))
        .map(label -> lines.size() <= flipped ? opposite(label) : label)
        .forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  private static String opposite(String label) {
    return label.equals("1") ? "0" : "1";
  }

  String commit(int flipped) throws IOException, GitAPIException {
    return repository.commit("answers.csv", answers(flipped));
  }

  Mlbox mlbox(String... settings) {
    return Mlbox.open(invocation(settings));
  }

  Invocation invocation(String... settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", System.getenv().getOrDefault("PATH", ""));
    return new Invocation(
        folder.resolve("mlbox.yaml"),
        Stream.of(settings)
            .map(pair -> pair.split("=", 2))
            .map(pair -> new Invocation.Assignment(pair[0], pair[1], "--set " + pair[0]))
            .toList(),
        all,
        BoxClasspath.running(),
        event -> {
          if (event instanceof Event.Noted note) {
            told.add(note.step() + " " + note.text());
          } else if (event instanceof Event.Finished done && done.step().equals("gate")) {
            told.add(done.mark() + " " + done.what());
          }
        },
        "check");
  }

  RunReport check(String... settings) {
    told.clear();
    return mlbox(settings).run(Goal.CHECK);
  }

  String against(String... settings) {
    return Objects.requireNonNull(check(settings).checked()).baselineOrigin();
  }

  /** Pushes what is committed to a remote of its own. */
  void pushed() throws Exception {
    TestRepository.bare(origin);
    repository
        .git()
        .remoteAdd()
        .setName("origin")
        .setUri(new URIish(origin.toUri().toString()))
        .call();
    repository.git().push().add("HEAD:refs/heads/main").call();
  }

  /** How many evaluations are kept. */
  long kept() throws Exception {
    ObjectId records = records();
    if (records == null) {
      return 0;
    }
    Repository git = repository.git().getRepository();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(git.parseCommit(records).getTree());
      long count = 0;
      while (walk.next()) {
        count++;
      }
      return count;
    }
  }

  /** The last commit of those that keep evaluations; null before there is any. */
  @Nullable ObjectId records() throws IOException {
    return repository.git().getRepository().resolve("refs/mlbox/baselines/tiny");
  }
}
