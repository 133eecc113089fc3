package dev.mlbox.runtime.python;

import static dev.mlbox.runtime.Fixtures.table;
import static dev.mlbox.runtime.Fixtures.texts;
import static dev.mlbox.runtime.Fixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the process: it is killed, hangs, prints, has children, is too many. */
class WorkerTest {
  private static final String PYTHON = Interpreter.find(null);

  private final Path folder;

  WorkerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void tellsOfAWorkerThatWasKilledInABatchAndStartsAnother() throws Exception {
    write(
        """
        import os, pathlib, sys, time
        def predict(columns):
            if columns["x"] == [1]:
                print("loading weights")
                print("nearly done", file=sys.stderr)
                pathlib.Path("pid").write_text(str(os.getpid()) + "\\n")
                time.sleep(60)
            return columns["x"]
        """);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (PythonPredictor model = start(1)) {
      Future<?> answer = thread.submit(() -> model.predict(rows(1)));
      ProcessHandle.of(awaitPid("pid")).orElseThrow().destroyForcibly();

      assertThatThrownBy(answer::get).rootCause().isInstanceOf(java.io.EOFException.class);
      assertThatThrownBy(answer::get)
          .cause()
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessage(
              "the Python worker of model:predict ended with exit code 137 before it answered 1"
                  + " row; it printed last: loading weights | nearly done");
      assertThat(texts(model.predict(rows(5)).values())).containsExactly("5");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void startsAnotherWhenTheWorkerWasKilledBetweenBatches() throws Exception {
    write("import os\ndef predict(columns): return [os.getpid()]\n");
    try (PythonPredictor model = start(1)) {
      for (int round = 0; round < 5; round++) {
        ProcessHandle worker = ProcessHandle.of(pid(model)).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get(10, TimeUnit.SECONDS);
        assertThat(pid(model)).isNotEqualTo(worker.pid());
      }
    }
  }

  @Test
  void aProcessThatKeepsEndingRestsAndIsStartedAgain() throws Exception {
    write(
        """
        import os, pathlib
        def predict(columns):
            if not pathlib.Path("pid").exists(): os._exit(3)
            return columns["x"]
        """);
    try (PythonPredictor model = start(Workers.of(1).resting(Duration.ofMillis(50)))) {
      int ended = 0;
      int refused = 0;
      while (refused == 0) {
        Throwable heard = catchThrowable(() -> model.predict(rows(1)));
        if (String.valueOf(heard.getMessage()).contains("exit code 3")) {
          ended++;
        } else {
          refused++;
          assertThat(heard)
              .hasMessage(
                  "every Python worker of model:predict keeps ending; each is started again after"
                      + " a pause");
        }
      }
      assertThat(ended).isGreaterThanOrEqualTo(2);
      for (int more = 0; more < 3; ) {
        more += canTry(model) && !answers(model) ? 1 : 0;
      }
      Files.writeString(folder.resolve("pid"), "1");
      while (!answers(model)) {
        Thread.onSpinWait();
      }
      assertThat(texts(model.predict(rows(7)).values())).containsExactly("7");
      assertThat(model.isAble()).isTrue();
    }
  }

  private static boolean canTry(PythonPredictor model) {
    while (!model.isAble()) {
      Thread.onSpinWait();
    }
    return true;
  }

  private static boolean answers(PythonPredictor model) {
    return catchThrowable(() -> model.predict(rows(1))) == null;
  }

  @Test
  void isNotAbleWhenEveryProcessKeepsEndingAndNoSooner() throws Exception {
    write(
        """
        import os
        def predict(columns):
            if columns["x"] == [1]: os._exit(3)
            return columns["x"]
        """);
    try (PythonPredictor model = start(Workers.of(2).resting(Duration.ofHours(1)))) {
      for (int death = 0; death < 3; death++) {
        assertThatThrownBy(() -> model.predict(rows(1))).hasMessageContaining("exit code 3");
      }
      assertThat(model.isAble()).isTrue();
      for (int round = 0; round < 4; round++) {
        assertThat(texts(model.predict(rows(2)).values()))
            .as("by the seat that is left")
            .containsExactly("2");
      }
      for (int death = 0; death < 2; death++) {
        assertThatThrownBy(() -> model.predict(rows(1))).hasMessageContaining("exit code 3");
      }
      assertThat(model.isAble()).isFalse();
    }
  }

  @Test
  void passesOnWhatTheFunctionPrints() throws Exception {
    write(
        """
        import sys
        print("loaded")
        def predict(columns):
            print("asked about", columns["x"])
            print("and warned", file=sys.stderr)
            return columns["x"]
        """);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (PythonPredictor model = start(Workers.of(1).heardBy(heard::add))) {
      model.predict(rows(4));
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("loaded");
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("asked about [4]");
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("and warned");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void namesErrorLineAndLastWordsOfAFailedFunctionAndGoesOn() throws Exception {
    write(
        """
        import statistics
        def predict(columns):
            print("dividing by", columns["x"])
            if columns["x"] == [7]:
                return statistics.mean([])
            if 0 in columns["x"]: raise ZeroDivisionError("\\nno rate for 0\\nsecond line")
            return [6 // x for x in columns["x"]]
        """);
    try (PythonPredictor model = start(1)) {
      assertThatThrownBy(() -> model.predict(rows(1, 0)))
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessage(
              "model:predict failed: ZeroDivisionError: no rate for 0 (model.py:6); it printed"
                  + " last: dividing by [1, 0]");
      assertThatThrownBy(() -> model.predict(rows(7)))
          .hasMessage(
              "model:predict failed: StatisticsError: mean requires at least one data point"
                  + " (model.py:5); it printed last: dividing by [7]");
      assertThat(texts(model.predict(rows(3, 2)).values())).containsExactly("2", "3");
    }
  }

  @Test
  void keepsPrintsApartFromAnswers() throws Exception {
    write(
        """
        import os, subprocess, sys
        print("at import")
        def predict(columns):
            print('{"id": 1, "values": [0]}', flush=True)
            os.write(1, b'{"id": 1, "values": [0]}\\n')
            sys.__stdout__.write("more")
            subprocess.run([sys.executable, "-c", "print('child')"], check=True)
            print("x" * 300_000)
            return [columns["x"][0] + len(sys.stdin.read())]
        """);
    try (PythonPredictor model = start(1)) {
      assertThat(texts(model.predict(rows(4)).values())).containsExactly("4");
    }
  }

  @Test
  void endsAFunctionThatTakesTooLongWithItsChildren() throws Exception {
    write(
        """
        import pathlib, subprocess, sys, time
        def predict(columns):
            if columns["x"] == [1]:
                child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
                pathlib.Path("pid").write_text(str(child.pid) + "\\n")
                print("waiting for the child")
                child.wait()
            return columns["x"]
        """);
    try (PythonPredictor model = start(Workers.of(1).within(Duration.ofMillis(1500)))) {
      assertThatThrownBy(() -> model.predict(rows(1)))
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessage(
              "the Python worker of model:predict was ended after 1500 ms, before it answered 1"
                  + " row; it printed last: waiting for the child");
      assertEnded(awaitPid("pid"));
      assertThat(texts(model.predict(rows(2)).values())).containsExactly("2");
    }
  }

  @Test
  void endsWorkersAndTheirChildrenOnClose() throws Exception {
    write(
        """
        import os, pathlib, subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path("pid").write_text(str(child.pid) + "\\n")
        def predict(columns): return [os.getpid()]
        """);
    PythonPredictor model = start(1);
    long worker = pid(model);
    model.close();
    model.close();
    assertEnded(worker);
    assertEnded(awaitPid("pid"));
    assertThatThrownBy(() -> model.predict(rows(1))).hasMessage("model:predict is closed");
  }

  @Test
  void endsByItselfWhenItsInputEndsInTheMiddleOfABatch() throws Exception {
    write(
        """
        import os, pathlib, time
        def predict(columns):
            pathlib.Path("pid").write_text(str(os.getpid()) + "\\n")
            time.sleep(600)
        """);
    try (Script script = Script.create()) {
      Process worker =
          new Launch(PYTHON, script.file(), folder, "model:predict", line -> {}).start();
      worker
          .getOutputStream()
          .write("{\"id\":1,\"columns\":{},\"rows\":1}\n".getBytes(StandardCharsets.UTF_8));
      worker.getOutputStream().flush();
      assertThat(awaitPid("pid")).isEqualTo(worker.pid());
      worker.getOutputStream().close();
      assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void answersSeveralBatchesAtOnce() throws Exception {
    write(
        """
        import os, time
        def predict(columns):
            time.sleep(0.3)
            return [os.getpid()]
        """);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PythonPredictor model = start(2)) {
      List<Future<Long>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(threads.submit(() -> pid(model)));
      }
      List<Long> pids = new ArrayList<>();
      for (Future<Long> answer : asked) {
        pids.add(answer.get());
      }
      assertThat(pids.stream().distinct()).hasSize(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void endsTheWorkerWhenInterrupted() throws Exception {
    write(
        """
        import os, pathlib, time
        def predict(columns):
            pathlib.Path("pid").write_text(str(os.getpid()) + "\\n")
            time.sleep(600)
        """);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (PythonPredictor model = start(1)) {
      Future<?> answer =
          thread.submit(
              () ->
                  assertThatThrownBy(() -> model.predict(rows(1)))
                      .hasMessage(
                          "the Python worker of model:predict was interrupted before it answered 1"
                              + " row"));
      long worker = awaitPid("pid");
      thread.shutdownNow();
      answer.get();
      assertEnded(worker);
    }
  }

  @Test
  void namesModuleFunctionAndPythonWhenThereIsNoneToLoad() throws Exception {
    write("import nonesuch\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: ModuleNotFoundError: No module named 'nonesuch'"
            + " (model.py:1, run by %s)");
    write("print('settings missing')\nimport sys\nsys.exit('no settings')\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: SystemExit: no settings (model.py:3, run by %s); it"
            + " printed last: settings missing");
    write("\nreturn 1\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: SyntaxError: 'return' outside function (model.py:2, run"
            + " by %s)");
    write("predict = 3\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: TypeError: predict is not callable (run by %s)");
    assertNotLoaded(
        "model:other",
        "model:other cannot be loaded: AttributeError: module 'model' has no attribute 'other'"
            + " (run by %s)");
    assertNotLoaded(
        "modell:predict",
        "modell:predict cannot be loaded: ModuleNotFoundError: No module named 'modell' (run by"
            + " %s)");
  }

  @Test
  void refusesWhatCannotBeStarted() throws Exception {
    write("def predict(columns): return [1]\n");
    assertThatThrownBy(
            () ->
                PythonPredictor.start(
                    folder, "model:predict", "python2.99", List.of(), Workers.of(1)))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "the Python interpreter python2.99 cannot be started; expected Python 3; name another"
                + " interpreter");
    assertThatThrownBy(
            () -> PythonPredictor.start(folder, "model.py", null, List.of(), Workers.of(1)))
        .hasMessage("the Python model is model.py; expected module:function");
    assertThatThrownBy(
            () ->
                PythonPredictor.start(
                    Path.of("nowhere"), "model:predict", null, List.of(), Workers.of(1)))
        .hasMessage(
            "nowhere is no folder; expected the folder with the Python module of model:predict");
  }

  private void assertNotLoaded(String target, String message) {
    assertThatThrownBy(() -> PythonPredictor.start(folder, target, null, List.of(), Workers.of(2)))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(message.formatted(PYTHON));
  }

  private PythonPredictor start(int workers) {
    return start(Workers.of(workers));
  }

  private PythonPredictor start(Workers workers) {
    return PythonPredictor.start(folder, "model:predict", null, List.of(), workers);
  }

  private static Table rows(long... values) {
    return table("x", whole(values));
  }

  private static long pid(PythonPredictor model) {
    return Long.parseLong(model.predict(rows(0)).values().text(0));
  }

  private void write(String source) throws IOException {
    Files.writeString(folder.resolve("model.py"), source);
    Files.deleteIfExists(folder.resolve("pid"));
  }

  private long awaitPid(String name) throws Exception {
    Path file = folder.resolve(name);
    for (int i = 0; i < 1000; i++) {
      if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
        return Long.parseLong(Files.readString(file).strip());
      }
      // A condition is waited for, ten seconds at most; a file of another process is no event.
      Thread.sleep(10);
    }
    throw new AssertionError(name + " was not written");
  }

  /** Nothing waits for an orphan in a container without an init process: it stays as a zombie. */
  private static void assertEnded(long pid) throws Exception {
    for (int i = 0; i < 500; i++) {
      Path status = Path.of("/proc", Long.toString(pid), "stat");
      boolean zombie = Files.exists(status) && Files.readString(status).contains(") Z ");
      if (zombie || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("process %d is alive".formatted(pid));
  }
}
