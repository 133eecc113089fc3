package dev.mlbox.engine.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxFolderTest {
  @TempDir private Path root;

  private Path folder(String name, String content) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    Files.writeString(folder.resolve("box.json"), content);
    return folder;
  }

  @Test
  void whatAnotherCommandHasWrittenMeanwhileIsTaken() throws IOException {
    Path draft = folder(".draft-1", "{}");
    Path there = folder("d61d524d14", "{}");
    Digest digest = ModelTree.digest(draft);

    BoxFolder.move(draft, there, digest);

    assertThat(ModelTree.digest(there)).isEqualTo(digest);
  }

  @Test
  void somethingElseOfThatNameIsNot() throws IOException {
    Path draft = folder(".draft-1", "{}");
    Path there = folder("d61d524d14", "{\"model\": \"other\"}");

    assertThatThrownBy(() -> BoxFolder.move(draft, there, ModelTree.digest(draft)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whatALinkLeadsToIsInTheBox() throws IOException {
    Path shared = folder("shared", "weights");
    Path model = folder("model", "{}");
    Files.createSymbolicLink(model.resolve("layers"), shared);

    ModelTree.copy(model, root.resolve("copy"), root.resolve("none"));

    assertThat(root.resolve("copy/layers/box.json")).content().isEqualTo("weights");
  }
}
