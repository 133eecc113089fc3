package dev.mlbox.engine.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGroundTest {

  @Test
  void whatRunsIsSeenAndEndedThoughItsPythonIsGone(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mlbox.yaml"),
            """
            model: flights
            load: model.pkl
            python: .venv/bin/gone
            predict: serve:predict
            evaluate: {data: test.csv, target: late}
            deploy: {to: local, port: %d}
            """
                .formatted(freePort()));
    try (Ground ground =
        new LocalGround(
            Project.read(
                new Invocation(
                    file,
                    List.of(),
                    Map.of("PATH", "/usr/bin"),
                    BoxClasspath.running(),
                    event -> {},
                    "stop")))) {
      assertThat(ground.revive()).isEmpty();
      assertThat(ground.processes()).isEmpty();
      assertThat(ground.stop()).isEmpty();
      assertThatThrownBy(ground::requireUsable)
          .isInstanceOf(MlboxException.class)
          .hasMessageContaining(".venv/bin/gone")
          .hasMessageContaining("mlbox.yaml:3");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
