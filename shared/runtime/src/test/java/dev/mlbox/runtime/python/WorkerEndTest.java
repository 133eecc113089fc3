package dev.mlbox.runtime.python;

import static dev.mlbox.runtime.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a process of Python is ended, with what it has started. */
class WorkerEndTest {
  private final PythonModel python;

  WorkerEndTest(@TempDir Path folder) {
    python = new PythonModel(folder);
  }

  @Test
  void endsAFunctionThatTakesTooLongWithItsChildren() throws Exception {
    python.write(
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
    try (PythonPredictor model = python.start(Workers.of(1).within(Duration.ofMillis(1500)))) {
      assertThatThrownBy(() -> model.predict(PythonModel.rows(1)))
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessage(
              "the Python worker of model:predict was ended after 1500 ms, before it answered 1"
                  + " row; it printed last: waiting for the child");
      PythonModel.assertEnded(python.awaitPid("pid"));
      assertThat(texts(model.predict(PythonModel.rows(2)).values())).containsExactly("2");
    }
  }

  @Test
  void endsWorkersAndTheirChildrenOnClose() throws Exception {
    python.write(
        """
        import os, pathlib, subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path("pid").write_text(str(child.pid) + "\\n")
        def predict(columns): return [os.getpid()]
        """);
    PythonPredictor model = python.start(1);
    long worker = PythonModel.pid(model);
    model.close();
    model.close();
    PythonModel.assertEnded(worker);
    PythonModel.assertEnded(python.awaitPid("pid"));
    assertThatThrownBy(() -> model.predict(PythonModel.rows(1)))
        .hasMessage("model:predict is closed");
  }

  @Test
  void endsByItselfWhenItsInputEndsInTheMiddleOfABatch() throws Exception {
    python.write(
        """
        import os, pathlib, time
        def predict(columns):
            pathlib.Path("pid").write_text(str(os.getpid()) + "\\n")
            time.sleep(600)
        """);
    try (Script script = Script.create()) {
      Process worker =
          new Launch(
                  PythonModel.PYTHON, script.file(), python.folder(), "model:predict", line -> {})
              .start();
      worker
          .getOutputStream()
          .write("{\"id\":1,\"columns\":{},\"rows\":1}\n".getBytes(StandardCharsets.UTF_8));
      worker.getOutputStream().flush();
      assertThat(python.awaitPid("pid")).isEqualTo(worker.pid());
      worker.getOutputStream().close();
      assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void endsTheWorkerWhenInterrupted() throws Exception {
    python.write(
        """
        import os, pathlib, time
        def predict(columns):
            pathlib.Path("pid").write_text(str(os.getpid()) + "\\n")
            time.sleep(600)
        """);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (PythonPredictor model = python.start(1)) {
      Future<?> answer =
          thread.submit(
              () ->
                  assertThatThrownBy(() -> model.predict(PythonModel.rows(1)))
                      .hasMessage(
                          "the Python worker of model:predict was interrupted before it answered 1"
                              + " row"));
      long worker = python.awaitPid("pid");
      thread.shutdownNow();
      answer.get();
      PythonModel.assertEnded(worker);
    }
  }
}
