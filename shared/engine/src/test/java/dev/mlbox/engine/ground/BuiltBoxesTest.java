package dev.mlbox.engine.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltBoxesTest {
  private static final String OLD = "registry.example.com/team/tiny@sha256:aa";
  private static final String NEW = "registry.example.com/team/tiny@sha256:bb";

  private final Path boxes;
  private final BuiltBoxes built;

  BuiltBoxesTest(@TempDir Path root) {
    this.boxes = root.resolve("boxes");
    this.built = new BuiltBoxes(root.resolve("built"), boxes);
  }

  private Path box(String name) throws IOException {
    Path folder = Files.createDirectories(boxes.resolve(name));
    Files.writeString(folder.resolve("box.json"), "{}");
    return folder;
  }

  @Test
  void twoBoxesOfOneModelAreToldApartByTheirImages() throws IOException {
    Path old = box("2222222222");
    Path fresh = box("1111111111");
    box(".draft-1");
    built.note(OLD, old);
    built.note(NEW, fresh);

    assertThat(built.find(OLD)).contains(old);
    assertThat(built.find(NEW)).contains(fresh);
  }

  @Test
  void whatWasBuiltElsewhereOrIsGoneIsNotFound() throws IOException {
    Path old = box("2222222222");
    built.note(OLD, old);
    Files.delete(old.resolve("box.json"));
    Files.delete(old);

    assertThat(built.find(OLD)).isEmpty();
    assertThat(built.find(NEW)).isEmpty();
  }
}
