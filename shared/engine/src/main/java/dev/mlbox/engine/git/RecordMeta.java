package dev.mlbox.engine.git;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The file of a stored record that says what it is, and the record's name in the store. */
final class RecordMeta {
  static final String FILE = "meta.json";

  private RecordMeta() {}

  /** One name for each model, version, commit and data. */
  static String name(BaselineRecord.About about) {
    String commit = about.commit() == null ? "nocommit" : about.commit();
    return "%s-%s-%s"
        .formatted(
            about.version(),
            about.data().brief(),
            commit.substring(0, Math.min(10, commit.length())));
  }

  /**
   * What is beyond the youngest of its kind.
   *
   * @param youngestFirst of all kinds; each record once
   * @param keep how many of each kind stay
   */
  static List<BaselineRecord.About> beyond(List<BaselineRecord.About> youngestFirst, int keep) {
    Map<BaselineRecord.Kind, Integer> seen = new EnumMap<>(BaselineRecord.Kind.class);
    List<BaselineRecord.About> beyond = new ArrayList<>();
    for (BaselineRecord.About about : youngestFirst) {
      if (seen.merge(about.kind(), 1, Integer::sum) > keep) {
        beyond.add(about);
      }
    }
    return beyond;
  }

  static byte[] write(BaselineRecord.About about) {
    return (Json.pretty(about) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static BaselineRecord.About read(byte[] json, String place) {
    return Json.read(new String(json, StandardCharsets.UTF_8), BaselineRecord.About.class, place);
  }

  /** What was told of records that were skipped, in words for all of them. */
  static Optional<String> unread(List<String> warnings) {
    return warnings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d kept %s cannot be read; %s"
                .formatted(
                    warnings.size(),
                    warnings.size() == 1 ? "evaluation" : "evaluations",
                    warnings.get(0)));
  }

  /** A record of the files of its folder, the one that says what it is among them. */
  static BaselineRecord record(Map<String, byte[]> files, String place) {
    BaselineRecord.About about = read(files.getOrDefault(FILE, new byte[0]), place);
    Map<String, byte[]> rest = new TreeMap<>(files);
    rest.remove(FILE);
    try {
      return new BaselineRecord(about, rest);
    } catch (IllegalArgumentException e) {
      throw MlboxException.broken(Problem.of("a damaged record: " + e.getMessage()).at(place), e);
    }
  }
}
