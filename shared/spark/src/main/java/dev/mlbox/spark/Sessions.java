package dev.mlbox.spark;

import ai.onnxruntime.OrtEnvironment;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.Models;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark as the system's properties say. */
final class Sessions {
  /** One of each jar that executors need beside Spark's own. */
  private static final Set<Class<?>> NEEDED =
      Set.of(Sessions.class, Models.class, Table.class, OrtEnvironment.class);

  private Sessions() {}

  static SparkSession start() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "mlbox");
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.enabled", "false");
    // Answers are written to a file as they come, and are not held.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    } else {
      String jars = jars();
      String more = conf.get("spark.jars", "");
      conf.set("spark.jars", more.isEmpty() || jars.isEmpty() ? more + jars : more + "," + jars);
    }
    // Names are names, and a file that cannot be read is no empty one.
    conf.set("spark.sql.caseSensitive", "true");
    conf.set("spark.sql.files.ignoreCorruptFiles", "false");
    conf.set("spark.sql.files.ignoreMissingFiles", "false");
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    session.sparkContext().setLogLevel("WARN");
    return session;
  }

  /** Of those that are jars: what is built but not packed is for executors of this machine. */
  private static String jars() {
    return NEEDED.stream()
        .flatMap(Sessions::place)
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static Stream<Path> place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Stream.empty() : Stream.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      return Stream.empty();
    }
  }
}
