package dev.mlbox.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.json.BoxJson;
import dev.mlbox.serving.settings.Resident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads box.json, and says how the model beside it is loaded. */
final class ManifestReader {

  private ManifestReader() {}

  /**
   * @param folder with box.json
   * @throws MlboxException INVALID when there is none, or it is not whole
   */
  static BoxManifest read(Path folder) {
    Path file = folder.resolve(BoxManifest.FILE);
    try {
      return BoxJson.mapper().readValue(Files.readAllBytes(file), BoxManifest.class);
    } catch (JsonProcessingException e) {
      throw MlboxException.invalid(
          Problem.of("it is no manifest of a box: " + e.getOriginalMessage()).at(file.toString()));
    } catch (IOException e) {
      throw MlboxException.invalid(
          Problem.of("the box cannot be read: " + e).at(file.toString()).expected("a box.json"));
    }
  }

  static ModelSpec spec(BoxManifest manifest, Path folder, Resident resident) {
    return new ModelSpec(
        manifest.kind(),
        folder.resolve(manifest.path()),
        manifest.callable(),
        resident.python(),
        manifest.features(),
        resident.beside());
  }
}
