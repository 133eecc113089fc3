package dev.mlbox.runtime.python;

import static dev.mlbox.runtime.Fixtures.table;
import static dev.mlbox.runtime.Fixtures.whole;

import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A module {@code model} in a folder, and processes that run its function {@code predict}. */
record PythonModel(Path folder) {
  static final String PYTHON = Interpreter.find(null);

  PythonPredictor start(int workers) {
    return start(Workers.of(workers));
  }

  PythonPredictor start(Workers workers) {
    return PythonPredictor.start(folder, "model:predict", null, List.of(), workers);
  }

  static Table rows(long... values) {
    return table("x", whole(values));
  }

  static long pid(PythonPredictor model) {
    return Long.parseLong(model.predict(rows(0)).values().text(0));
  }

  void write(String source) throws IOException {
    Files.writeString(folder.resolve("model.py"), source);
    Files.deleteIfExists(folder.resolve("pid"));
  }

  long awaitPid(String name) throws Exception {
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
  static void assertEnded(long pid) throws Exception {
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
