package dev.mlbox.engine.ground;

import dev.mlbox.core.config.Setting;
import dev.mlbox.engine.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of mlbox.yaml as a pilot needs. Whoever may look at pods can read it there, so nothing is
 * handed over of how the model is made and judged: an address of rows may be signed, a command may
 * hold a token.
 */
final class PilotSettings {
  private static final List<String> NEEDED = List.of("model", "deploy", "notify");

  /** A configuration has an origin and rows; a pilot asks for neither. */
  private static final Map<String, Object> UNASKED =
      Map.of(
          "load", "nothing.onnx", "evaluate", Map.of("data", "nothing.csv", "target", "nothing"));

  private PilotSettings() {}

  /** A configuration, as JSON, that is read as the whole file is. */
  static String of(Setting whole) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String key : NEEDED) {
      whole.at(key).ifPresent(setting -> settings.put(key, setting.plain()));
    }
    settings.putAll(UNASKED);
    return Json.write(settings);
  }
}
