package dev.mlbox.runtime.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.runtime.python.PythonPredictor.Workers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions and programs that cannot be loaded or started. */
class WorkerLoadTest {
  private final PythonModel python;

  WorkerLoadTest(@TempDir Path folder) {
    python = new PythonModel(folder);
  }

  @Test
  void namesModuleFunctionAndPythonWhenThereIsNoneToLoad() throws Exception {
    python.write("import nonesuch\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: ModuleNotFoundError: No module named 'nonesuch'"
            + " (model.py:1, run by %s)");
    python.write("print('settings missing')\nimport sys\nsys.exit('no settings')\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: SystemExit: no settings (model.py:3, run by %s); it"
            + " printed last: settings missing");
    python.write("\nreturn 1\n");
    assertNotLoaded(
        "model:predict",
        "model:predict cannot be loaded: SyntaxError: 'return' outside function (model.py:2, run"
            + " by %s)");
    python.write("predict = 3\n");
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
    python.write("def predict(columns): return [1]\n");
    assertThatThrownBy(
            () ->
                PythonPredictor.start(
                    python.folder(), "model:predict", "python2.99", List.of(), Workers.of(1)))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(
            "the Python interpreter python2.99 cannot be started; expected Python 3; name another"
                + " interpreter");
    assertThatThrownBy(
            () ->
                PythonPredictor.start(python.folder(), "model.py", null, List.of(), Workers.of(1)))
        .hasMessage("the Python model is model.py; expected module:function");
    assertThatThrownBy(
            () ->
                PythonPredictor.start(
                    Path.of("nowhere"), "model:predict", null, List.of(), Workers.of(1)))
        .hasMessage(
            "nowhere is no folder; expected the folder with the Python module of model:predict");
  }

  private void assertNotLoaded(String target, String message) {
    assertThatThrownBy(
            () -> PythonPredictor.start(python.folder(), target, null, List.of(), Workers.of(2)))
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
        .hasMessage(message.formatted(PythonModel.PYTHON));
  }
}
