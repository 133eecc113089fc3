package dev.mlbox.engine.spark;

import dev.mlbox.core.config.SparkConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How mlbox-spark is started: with the Spark that it brings along, or by the spark-submit of a
 * distribution. It is found on mlbox's own class path, or in the folder that {@value #FOLDER}
 * names.
 *
 * @param words the command
 * @param classPath of a JVM that is started as it is; empty for spark-submit
 */
record SparkProgram(List<String> words, String classPath) {
  static final String FOLDER = "MLBOX_SPARK";
  private static final String MAIN = "dev.mlbox.spark.Main";
  private static final String JAR = "mlbox-spark-";

  /** What Spark reaches into, beside what the JDK exports. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  /** What a distribution of Spark lacks: its names begin like this. */
  private static final List<String> BESIDE =
      List.of("mlbox-core-", "mlbox-runtime-", "onnxruntime-", "jspecify-");

  SparkProgram {
    words = List.copyOf(words);
  }

  /**
   * Finds it.
   *
   * @param classPath mlbox's own
   * @param folder where a relative home starts
   * @throws MlboxException INVALID when mlbox-spark or the distribution is not there
   */
  static SparkProgram find(
      SparkConfig config, List<Path> classPath, Map<String, String> environment, Path folder) {
    String named = environment.get(FOLDER);
    List<Path> jars = named == null ? classPath : jarsIn(Path.of(named), config);
    Path module =
        jars.stream()
            .filter(SparkProgram::isModule)
            .findFirst()
            .orElseThrow(() -> missing(config, named));
    Stated home = config.home();
    return home == null ? own(config, jars) : submitted(config, submit(home, folder), module, jars);
  }

  private static MlboxException missing(SparkConfig config, @Nullable String named) {
    return MlboxException.invalid(
        Problem.of(
                named == null
                    ? "evaluate.engine is spark, and mlbox-spark is not installed"
                    : "%s is %s, where mlbox-spark is not".formatted(FOLDER, named))
            .at(config.place())
            .expected("%s to name the folder of its jars".formatted(FOLDER))
            .remedy("or leave evaluate.engine: spark out"));
  }

  private static List<Path> jarsIn(Path folder, SparkConfig config) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw missing(config, folder.toString());
    }
  }

  private static boolean isModule(Path entry) {
    return String.valueOf(entry.getFileName()).startsWith(JAR)
        || Files.exists(entry.resolve(MAIN.replace('.', '/') + ".class"));
  }

  private static SparkProgram own(SparkConfig config, List<Path> jars) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(each -> words.add("--add-opens=" + each + "=ALL-UNNAMED"));
    words.add("-XX:+IgnoreUnrecognizedVMOptions");
    words.add("-Djdk.reflect.useDirectMethodHandle=false");
    String memory = config.conf().get("spark.driver.memory");
    if (memory != null) {
      words.add("-Xmx" + memory.replaceFirst("(?i)b$", ""));
    }
    words.add("-Dspark.master=" + config.master());
    config.conf().forEach((name, value) -> words.add("-D%s=%s".formatted(name, value)));
    words.add(MAIN);
    return new SparkProgram(words, joined(jars));
  }

  private static String joined(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path submit(Stated home, Path folder) {
    String name = File.separatorChar == '\\' ? "spark-submit.cmd" : "spark-submit";
    Path program = folder.resolve(home.text()).resolve("bin").resolve(name);
    if (!Files.isRegularFile(program)) {
      throw MlboxException.invalid(
          Problem.of("there is no %s".formatted(program))
              .at(home.place())
              .expected("evaluate.spark.home to be the folder of a Spark distribution"));
    }
    return program.toAbsolutePath().normalize();
  }

  private static SparkProgram submitted(
      SparkConfig config, Path submit, Path module, List<Path> jars) {
    List<Path> beside = BESIDE.stream().flatMap(prefix -> named(prefix, jars).stream()).toList();
    if (!Files.isRegularFile(module) || beside.size() < BESIDE.size()) {
      throw MlboxException.broken(
          Problem.of("spark-submit takes jars, and mlbox runs from classes that are not packed")
              .at(config.place())
              .remedy("package mlbox, or leave evaluate.spark.home out"),
          null);
    }
    List<String> words = new ArrayList<>(List.of(submit.toString(), "--master", config.master()));
    config.conf().forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
    words.addAll(List.of("--driver-class-path", joined(beside), "--class", MAIN));
    words.add(module.toString());
    return new SparkProgram(words, "");
  }

  private static Optional<Path> named(String prefix, List<Path> jars) {
    return jars.stream()
        .filter(jar -> String.valueOf(jar.getFileName()).startsWith(prefix))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
