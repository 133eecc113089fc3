package dev.mlbox.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import dev.mlbox.core.config.LocalNodes;
import dev.mlbox.core.config.Stated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a program on the path that keeps what it is given, as a cluster's nodes do. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its programs are written in sh")
class NodeImagesTest {
  private static final String PLACE = "mlbox.yaml:10";

  @TempDir private Path folder;
  private NodeImages nodes;
  private BoxContents contents;

  @BeforeEach
  void aCluster() throws IOException {
    nodes =
        new NodeImages(
            LocalNodes.of("kind-dev").orElseThrow(),
            PLACE,
            Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"));
    Path box = Files.createDirectories(folder.resolve("built"));
    Files.writeString(box.resolve("box.json"), "{\"model\": \"tiny\"}");
    Path jar = Files.writeString(folder.resolve("library.jar"), "no box");
    contents = new BoxContents(box, List.of(jar), List.of(), Map.of());
  }

  private void tool(String... lines) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve("kind");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Stated base(String name) throws Exception {
    Path tar = folder.resolve("base-" + name + ".tar");
    Jib.fromScratch()
        .addEnvironmentVariable("BASE", name)
        .containerize(Containerizer.to(TarImage.at(tar).named("base")));
    return new Stated(tar.toUri().toString().replace("file:", "tar:"), PLACE);
  }

  private String load(Stated base) {
    BoxImage maker =
        new BoxImage(new RegistrySettings(folder.resolve("cache"), false, Map.of()), event -> {});
    return nodes.load(maker, base, "flights", contents);
  }

  @Test
  void theToolGetsAFileThatNamesTheImage() throws Exception {
    tool("echo \"$@\" >" + folder + "/arguments", "cp \"$3\" " + folder + "/image.tar");

    String image = load(base("1"));

    assertThat(image).matches("mlbox\\.local/flights:[0-9a-f]{16}");
    assertThat(Files.readString(folder.resolve("arguments")))
        .matches("load image-archive /\\S+/flights\\.tar --name dev\n");
    byte[] tar = Files.readAllBytes(folder.resolve("image.tar"));
    assertThat(new String(tar, StandardCharsets.ISO_8859_1)).contains("\"" + image + "\"");
  }

  @Test
  void theSameContentsOnTheSameBaseAreTheSameImageAndOthersAreNot() throws Exception {
    tool("exit 0");
    String image = load(base("1"));

    assertThat(load(base("1"))).isEqualTo(image);
    assertThat(load(base("2"))).isNotEqualTo(image);
  }

  @Test
  void aToolThatIsNotOnThePathIsSaid() {
    assertThatThrownBy(nodes::require)
        .hasMessage(
            "the nodes of kind's cluster dev take images from `kind`, which is not on the path (mlbox.yaml:10); expected kind in a folder of PATH; install it, or set deploy.image to a registry's repository");
  }

  @Test
  void aToolThatFailsIsQuoted() throws Exception {
    tool("echo 'ERROR: no nodes found for cluster \"dev\"'", "exit 1");

    assertThatThrownBy(() -> load(base("1")))
        .hasMessageContaining("failed with exit code 1")
        .hasMessageContaining("no nodes found for cluster \"dev\"");
  }
}
