package dev.mlbox.runtime.python;

import static dev.mlbox.runtime.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function prints, and what is said of one that fails. */
class WorkerWordsTest {
  private final PythonModel python;

  WorkerWordsTest(@TempDir Path folder) {
    python = new PythonModel(folder);
  }

  @Test
  void passesOnWhatTheFunctionPrints() throws Exception {
    python.write(
        """
        import sys
        print("loaded")
        def predict(columns):
            print("asked about", columns["x"])
            print("and warned", file=sys.stderr)
            return columns["x"]
        """);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (PythonPredictor model = python.start(Workers.of(1).heardBy(heard::add))) {
      model.predict(PythonModel.rows(4));
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("loaded");
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("asked about [4]");
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("and warned");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void namesErrorLineAndLastWordsOfAFailedFunctionAndGoesOn() throws Exception {
    python.write(
        """
        import statistics
        def predict(columns):
            print("dividing by", columns["x"])
            if columns["x"] == [7]:
                return statistics.mean([])
            if 0 in columns["x"]: raise ZeroDivisionError("\\nno rate for 0\\nsecond line")
            return [6 // x for x in columns["x"]]
        """);
    try (PythonPredictor model = python.start(1)) {
      assertThatThrownBy(() -> model.predict(PythonModel.rows(1, 0)))
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
          .hasMessage(
              "model:predict failed: ZeroDivisionError: no rate for 0 (model.py:6); it printed"
                  + " last: dividing by [1, 0]");
      assertThatThrownBy(() -> model.predict(PythonModel.rows(7)))
          .hasMessage(
              "model:predict failed: StatisticsError: mean requires at least one data point"
                  + " (model.py:5); it printed last: dividing by [7]");
      assertThat(texts(model.predict(PythonModel.rows(3, 2)).values())).containsExactly("2", "3");
    }
  }

  @Test
  void keepsPrintsApartFromAnswers() throws Exception {
    python.write(
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
    try (PythonPredictor model = python.start(1)) {
      assertThat(texts(model.predict(PythonModel.rows(4)).values())).containsExactly("4");
    }
  }
}
