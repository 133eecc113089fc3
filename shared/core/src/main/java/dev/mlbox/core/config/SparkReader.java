package dev.mlbox.core.config;

import dev.mlbox.core.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code evaluate.engine} and what it is told. */
final class SparkReader {
  private static final String ENGINE = "evaluate.engine";

  private final Reading reading;

  SparkReader(Reading reading) {
    this.reading = reading;
  }

  /** Null where this machine does it, whatever is said of Spark: one word switches between them. */
  @Nullable SparkConfig read() {
    if (!reading.text(ENGINE, "local").equals("spark")) {
      return null;
    }
    return new SparkConfig(
        reading.text("evaluate.spark.master", SparkConfig.MASTER),
        reading.stated("evaluate.spark.home"),
        conf(),
        reading.flag("evaluate.spark.reduce", false),
        reading.place(ENGINE));
  }

  private Map<String, String> conf() {
    Map<String, String> conf = new LinkedHashMap<>();
    reading
        .at("evaluate.spark.conf")
        .map(Setting::entries)
        .orElse(Map.of())
        .forEach(
            (name, setting) -> {
              if (name.equals("spark.master")) {
                reading.problem(
                    Problem.of("spark.master is set among evaluate.spark.conf")
                        .at(setting.place())
                        .expected("evaluate.spark.master"));
              }
              conf.put(name, setting.text());
            });
    return conf;
  }
}
