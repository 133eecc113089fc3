package dev.mlbox.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxPullTest {
  @TempDir private Path folder;
  private SmallRegistry registry;
  private RegistrySettings settings;

  @BeforeEach
  void aRegistry() throws IOException {
    registry = SmallRegistry.start();
    settings = new RegistrySettings(folder.resolve("cache"), false, Map.of());
  }

  @AfterEach
  void noRegistry() throws IOException {
    registry.close();
  }

  private String pushed() throws Exception {
    Path box = Files.createDirectories(folder.resolve("built"));
    Files.writeString(box.resolve("box.json"), "{\"model\": \"tiny\"}");
    Files.createDirectories(box.resolve("model/a deep folder"));
    Files.write(box.resolve("model/a deep folder/weights.bin"), new byte[] {1, 0, -1});
    Path jar = Files.writeString(folder.resolve("library.jar"), "no box");
    String repository = registry.address() + "/team/tiny";
    BoxLayers layers = BoxLayers.of(new BoxContents(box, List.of(jar), List.of(), Map.of()));
    JibContainer made =
        Jib.fromScratch()
            .setFileEntriesLayers(layers.layers())
            .setFormat(ImageFormat.OCI)
            .containerize(
                Containerizer.to(RegistryImage.named(repository + ":tag"))
                    .setBaseImageLayersCache(folder.resolve("push/base"))
                    .setApplicationLayersCache(folder.resolve("push/layers"))
                    .setAllowInsecureRegistries(true));
    return repository + "@" + made.getDigest();
  }

  @Test
  void whatWasPushedIsUnpackedAsItWas() throws Exception {
    Path target = folder.resolve("pulled");
    new BoxPull(settings).pull(new Stated(pushed(), "mlbox.yaml:8"), target);

    assertThat(target.resolve("box.json")).content().isEqualTo("{\"model\": \"tiny\"}");
    assertThat(target.resolve("model/a deep folder/weights.bin"))
        .hasBinaryContent(new byte[] {1, 0, -1});
    try (Stream<Path> files = Files.walk(target)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void whatSomebodyElseHasPulledMeanwhileIsTaken() throws Exception {
    Path target = folder.resolve("pulled");
    Stated image = new Stated(pushed(), "mlbox.yaml:8");
    new BoxPull(settings).pull(image, target);
    new BoxPull(settings).pull(image, target);

    assertThat(target.resolve("box.json")).content().isEqualTo("{\"model\": \"tiny\"}");
  }

  @Test
  void anImageThatIsGoneIsNamed() throws Exception {
    String reference = pushed();
    registry.forget();
    Path target = folder.resolve("pulled");

    assertThatThrownBy(
            () ->
                new BoxPull(new RegistrySettings(folder.resolve("other"), false, Map.of()))
                    .pull(new Stated(reference, "mlbox.yaml:8"), target))
        .isInstanceOf(MlboxException.class)
        .hasMessageContaining("team/tiny");
    assertThat(target).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".draft"));
    }
  }
}
