package dev.mlbox.serving;

import dev.mlbox.core.model.ServerSpec;
import dev.mlbox.runtime.server.ModelServer;
import dev.mlbox.runtime.server.ServerFile;
import dev.mlbox.runtime.server.ServerPredictor;
import dev.mlbox.testkit.GrpcCaller;
import dev.mlbox.testkit.GrpcModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Boxes in front of servers that are called by gRPC, and their clients; all end with it. */
final class GrpcBoxes implements AutoCloseable {
  private final Path folder;
  private final List<Runnable> open = new ArrayList<>();
  private final Boxes boxes;

  GrpcBoxes(Path folder) {
    this.folder = folder;
    this.boxes = new Boxes(folder.resolve("boxes"));
  }

  /** Where boxes hear who gets what. */
  Boxes boxes() {
    return boxes;
  }

  GrpcModel server() {
    GrpcModel server = new GrpcModel();
    open.add(server::close);
    return server;
  }

  GrpcCaller client(RunningBox box) {
    GrpcCaller client = new GrpcCaller(box.port());
    open.add(client::close);
    return client;
  }

  RunningBox box(String version, GrpcModel server, String... settings) {
    Path place = folder.resolve(version);
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerSpec.Speaks speaks = ServerSpec.Speaks.GRPC;
    ServerFile.write(
        place,
        new ServerSpec(
            speaks,
            null,
            List.of(),
            server.address(),
            1,
            speaks.health(),
            speaks.predict("doubler"),
            "doubler",
            10));
    ModelServer opened = ModelServer.open(place, new ModelServer.Opening(null, null, line -> {}));
    return boxes.box(version, new ServerPredictor(opened, List.of()), settings);
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
    boxes.close();
  }
}
