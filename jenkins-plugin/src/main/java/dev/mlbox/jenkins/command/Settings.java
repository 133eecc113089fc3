package dev.mlbox.jenkins.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keys of mlbox.yaml that a build sets: one {@code KEY=VALUE} a line. */
public final class Settings {
  private Settings() {}

  /** Reads lines; blank ones and those beginning with {@code #} are passed over. */
  public static Map<String, String> read(String lines) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : lines.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (!line.isEmpty() && !line.startsWith("#")) {
        if (equals < 1) {
          throw new IllegalArgumentException(
              "`" + line + "` sets nothing; expected KEY=VALUE, such as deploy.to=kubernetes");
        }
        settings.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return copy(settings);
  }

  /** Writes lines. */
  public static String lines(Map<?, ?> settings) {
    StringBuilder lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    return lines.toString().strip();
  }

  /** The first mistake in lines. */
  public static Optional<String> mistake(String lines) {
    try {
      read(lines);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  static Map<String, String> copy(Map<String, String> settings) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
