package dev.mlbox.engine.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.kubernetes.SmallApi;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterGroundTest {

  @Test
  void stopIsRefusedWithWhatRemovesTheModelAndNothingElse(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mlbox.yaml"),
            """
            model: flights
            load: model.onnx
            evaluate: {data: test.csv, target: late}
            deploy: {to: kubernetes, image: registry.example.com/flights, namespace: ml}
            """);
    try (SmallApi api = SmallApi.start();
        Ground ground =
            new ClusterGround(
                Project.read(
                    new Invocation(
                        file,
                        List.of(),
                        api.environment(folder),
                        BoxClasspath.running(),
                        event -> {},
                        "stop")),
                new WallClock())) {
      assertThatThrownBy(ground::stop)
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
          .hasMessageStartingWith(
              "`mlbox stop` ends the processes of the local target, and flights is on a cluster (context test, namespace ml); expected deploy.to: local; `kubectl -n ml delete -l mlbox.dev/model=flights ");
    }
  }
}
