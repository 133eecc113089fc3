package dev.mlbox.runtime.python;

import static dev.mlbox.runtime.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when processes of Python are killed or keep ending, and when there are many. */
class WorkerTest {
  private final PythonModel python;

  WorkerTest(@TempDir Path folder) {
    python = new PythonModel(folder);
  }

  @Test
  void tellsOfAWorkerThatWasKilledInABatchAndStartsAnother() throws Exception {
    python.write(
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
    try (PythonPredictor model = python.start(1)) {
      Future<?> answer = thread.submit(() -> model.predict(PythonModel.rows(1)));
      ProcessHandle.of(python.awaitPid("pid")).orElseThrow().destroyForcibly();

      assertThatThrownBy(answer::get).rootCause().isInstanceOf(java.io.EOFException.class);
      assertThatThrownBy(answer::get)
          .cause()
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessage(
              "the Python worker of model:predict ended with exit code 137 before it answered 1"
                  + " row; it printed last: loading weights | nearly done");
      assertThat(texts(model.predict(PythonModel.rows(5)).values())).containsExactly("5");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void startsAnotherWhenTheWorkerWasKilledBetweenBatches() throws Exception {
    python.write("import os\ndef predict(columns): return [os.getpid()]\n");
    try (PythonPredictor model = python.start(1)) {
      for (int round = 0; round < 5; round++) {
        ProcessHandle worker = ProcessHandle.of(PythonModel.pid(model)).orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get(10, TimeUnit.SECONDS);
        assertThat(PythonModel.pid(model)).isNotEqualTo(worker.pid());
      }
    }
  }

  @Test
  void aProcessThatKeepsEndingRestsAndIsStartedAgain() throws Exception {
    python.write(
        """
        import os, pathlib
        def predict(columns):
            if not pathlib.Path("pid").exists(): os._exit(3)
            return columns["x"]
        """);
    try (PythonPredictor model = python.start(Workers.of(1).resting(Duration.ofMillis(50)))) {
      int ended = 0;
      int refused = 0;
      while (refused == 0) {
        Throwable heard = catchThrowable(() -> model.predict(PythonModel.rows(1)));
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
      Files.writeString(python.folder().resolve("pid"), "1");
      while (!answers(model)) {
        Thread.onSpinWait();
      }
      assertThat(texts(model.predict(PythonModel.rows(7)).values())).containsExactly("7");
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
    return catchThrowable(() -> model.predict(PythonModel.rows(1))) == null;
  }

  @Test
  void isNotAbleWhenEveryProcessKeepsEndingAndNoSooner() throws Exception {
    python.write(
        """
        import os
        def predict(columns):
            if columns["x"] == [1]: os._exit(3)
            return columns["x"]
        """);
    try (PythonPredictor model = python.start(Workers.of(2).resting(Duration.ofHours(1)))) {
      for (int death = 0; death < 3; death++) {
        assertThatThrownBy(() -> model.predict(PythonModel.rows(1)))
            .hasMessageContaining("exit code 3");
      }
      assertThat(model.isAble()).isTrue();
      for (int round = 0; round < 4; round++) {
        assertThat(texts(model.predict(PythonModel.rows(2)).values()))
            .as("by the seat that is left")
            .containsExactly("2");
      }
      for (int death = 0; death < 2; death++) {
        assertThatThrownBy(() -> model.predict(PythonModel.rows(1)))
            .hasMessageContaining("exit code 3");
      }
      assertThat(model.isAble()).isFalse();
    }
  }

  @Test
  void answersSeveralBatchesAtOnce() throws Exception {
    python.write(
        """
        import os, time
        def predict(columns):
            time.sleep(0.3)
            return [os.getpid()]
        """);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PythonPredictor model = python.start(2)) {
      List<Future<Long>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(threads.submit(() -> PythonModel.pid(model)));
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
}
