package dev.mlbox.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are written in sh")
class ChildProcessTest {
  private final Path folder;
  private final RecordedListener listener = new RecordedListener();

  ChildProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Command sh(String script, Duration limit) {
    return new Command(
        new Stated("./train", "mlbox.yaml:3"),
        List.of("/bin/sh", "-c", script),
        folder,
        System.getenv(),
        limit);
  }

  private Command sh(String script) {
    return sh(script, Duration.ofMinutes(1));
  }

  /** Waits for the end of a process that is not this one's child. */
  private static void awaitEnd(long pid) throws Exception {
    var handle = ProcessHandle.of(pid);
    if (handle.isPresent()) {
      handle.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }

  /** A script that prints the ids of a child and an orphan of its own, then waits for ever. */
  private static String family(String trap) {
    return trap
        + " sleep 600 & child=$!; orphan=$( (sleep 600 >/dev/null & echo $!) );"
        + " echo $child $orphan; wait; sleep 600";
  }

  private List<Long> familyIds() throws InterruptedException {
    return List.of(listener.firstLine().split(" ", -1)).stream().map(Long::valueOf).toList();
  }

  @Test
  void outputOfBothStreamsIsPassedOnInItsOrder() {
    Finished finished =
        ChildProcess.run(sh("echo one; echo two >&2; printf 'a\\rb\\r\\nrest'; exit 3"), listener);

    assertThat(finished.exitCode()).isEqualTo(3);
    assertThat(listener.output).containsExactly("one", "two", "a", "b", "rest");
    assertThat(finished.lastLines()).isEqualTo(listener.output);
    assertThat(finished.tail()).isEqualTo("its last lines were:\n  one\n  two\n  a\n  b\n  rest");
  }

  @Test
  void theLastFortyLinesAreKept() {
    Finished finished =
        ChildProcess.run(sh("i=1; while [ $i -le 50 ]; do echo $i; i=$((i+1)); done"), listener);

    assertThat(finished.lastLines())
        .isEqualTo(IntStream.rangeClosed(11, 50).mapToObj(String::valueOf).toList());
    assertThat(listener.output).hasSize(50);
  }

  @Test
  void itRunsInItsFolderWithNoInput() {
    ChildProcess.run(sh("pwd -P; cat; echo end"), listener);

    assertThat(listener.output).containsExactly(folder.toAbsolutePath().toString(), "end");
  }

  @Test
  void linesComeWhileItRuns() throws InterruptedException {
    try (ChildProcess child = ChildProcess.start(sh("echo first; sleep 600"), listener)) {
      assertThat(listener.firstLine()).isEqualTo("first");
      assertThat(ProcessHandle.of(child.pid()).orElseThrow().isAlive()).isTrue();
    }
  }

  @Test
  void theLimitEndsIt() {
    assertThatThrownBy(
            () ->
                ChildProcess.run(sh("echo begun; exec sleep 600", Duration.ofSeconds(2)), listener))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage(
            "`./train` ran longer than 2 s and was ended (mlbox.yaml:3);"
                + " its last lines were:\n  begun");
  }

  @Test
  void closingEndsTheWholeFamily() throws Exception {
    ChildProcess child = ChildProcess.start(sh(family("")), listener);
    List<Long> ids = familyIds();

    child.close();

    awaitEnd(child.pid());
    for (long id : ids) {
      awaitEnd(id);
    }
    assertThat(listener.warnings).isEmpty();
  }

  @Test
  void whoeverIgnoresTheRequestIsForced() throws Exception {
    ChildProcess child = ChildProcess.start(sh(family("trap '' TERM;")), listener);
    List<Long> ids = familyIds();
    long start = System.nanoTime();

    child.close();

    for (long id : ids) {
      awaitEnd(id);
    }
    awaitEnd(child.pid());
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(12));
  }

  @Test
  void anInterruptEndsItAndStaysSet() throws Exception {
    ChildProcess child = ChildProcess.start(sh(family("")), listener);
    CompletableFuture<Boolean> stillSet = new CompletableFuture<>();
    AtomicReference<String> message = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                child.waitFor();
              } catch (MlboxException e) {
                message.set(e.getMessage());
              }
              stillSet.complete(Thread.currentThread().isInterrupted());
            });
    waiting.start();
    List<Long> ids = familyIds();

    waiting.interrupt();

    assertThat(stillSet.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(message.get())
        .isEqualTo(
            "`./train` was interrupted and ended (mlbox.yaml:3); its last lines were:\n  %d %d"
                .formatted(ids.get(0), ids.get(1)));
    for (long id : ids) {
      awaitEnd(id);
    }
  }

  @Test
  void whatItLeavesRunningIsEnded() throws Exception {
    Finished finished =
        ChildProcess.run(sh("(sleep 600 >/dev/null 2>&1 & echo $!); exit 0"), listener);

    assertThat(finished.exitCode()).isZero();
    awaitEnd(Long.parseLong(listener.firstLine()));
    assertThat(listener.notes).containsExactly("what `./train` left running is ended");
  }

  @Test
  void theEndOfTheJvmEndsIt() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ForeverInAChild.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long child;
    try (var lines = jvm.inputReader()) {
      child = Long.parseLong(lines.readLine());
      ProcessHandle.of(jvm.pid()).orElseThrow().destroy();
      assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    awaitEnd(child);
  }

  @Test
  void aProgramThatIsNoneIsNamed() {
    Command command =
        new Command(
            new Stated("./none", "mlbox.yaml:3"),
            List.of(folder.resolve("none").toString()),
            folder,
            Map.of("PATH", ""),
            Duration.ofSeconds(5));

    assertThatThrownBy(() -> ChildProcess.run(command, listener))
        .hasMessageStartingWith("`./none` cannot be started: Cannot run program")
        .hasMessageEndingWith("No such file or directory (mlbox.yaml:3)");
  }

  /** Runs a child that prints its id, and waits for it. */
  static final class ForeverInAChild {
    public static void main(String[] arguments) {
      Command command =
          new Command(
              new Stated("forever", "test"),
              List.of("/bin/sh", "-c", "echo $$; sleep 600"),
              Path.of("").toAbsolutePath(),
              System.getenv(),
              Duration.ofHours(1));
      ChildProcess.run(command, new PrintingListener());
    }
  }

  private static final class PrintingListener implements StepListener {
    @Override
    public void output(String line) {
      System.out.println(line);
    }

    @Override
    public void note(String sentence) {}

    @Override
    public void warning(String sentence) {}
  }
}
