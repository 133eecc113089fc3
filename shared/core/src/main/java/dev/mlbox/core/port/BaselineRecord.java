package dev.mlbox.core.port;

import dev.mlbox.core.model.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation that later ones are compared with. What the files say is not the store's business.
 *
 * @param about what it is an evaluation of, and by whom
 * @param files bytes by file name, such as {@code evaluation.json}; never to be changed
 */
public record BaselineRecord(About about, Map<String, byte[]> files) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  public BaselineRecord {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    files.keySet().forEach(name -> requireName(name, "file"));
  }

  private static void requireName(@Nullable String name, String what) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a baseline's %s is letters, digits, dots and dashes, not: %s".formatted(what, name));
    }
  }

  /** What had come of a model when its evaluation was kept. */
  public enum Kind {
    /** It serves, or did. */
    PROMOTED,
    /** It passed its gates in the branch that others are merged into. */
    CHECKED
  }

  /**
   * What identifies a record: model, version, commit and data together.
   *
   * @param model the model's name
   * @param version of the model
   * @param commit that made it, as full hexadecimal name; null outside a git repository
   * @param data what it was evaluated on
   * @param when it was recorded
   * @param who recorded it
   * @param kind what had come of the model by then
   */
  public record About(
      String model,
      String version,
      @Nullable String commit,
      Digest data,
      Instant when,
      String who,
      Kind kind) {

    /** Of a version that was promoted. */
    public About(
        String model,
        String version,
        @Nullable String commit,
        Digest data,
        Instant when,
        String who) {
      this(model, version, commit, data, when, who, Kind.PROMOTED);
    }

    public About {
      // An mlbox that kept nothing else did not say so.
      kind = Objects.requireNonNullElse(kind, Kind.PROMOTED);
      requireName(model, "model");
      requireName(version, "version");
      if (commit != null) {
        requireName(commit, "commit");
      }
      // Records come from files that anybody can have written.
      Objects.requireNonNull(data, "it does not say of what data it is");
      Objects.requireNonNull(when, "it does not say when it was made");
    }

    /** Whether both are of one evaluation, whenever and by whomever it was recorded. */
    public boolean isOfTheSame(About other) {
      return model.equals(other.model)
          && version.equals(other.version)
          && Objects.equals(commit, other.commit)
          && data.equals(other.data);
    }
  }
}
