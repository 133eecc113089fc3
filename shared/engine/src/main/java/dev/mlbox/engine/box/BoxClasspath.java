package dev.mlbox.engine.box;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which jars a box needs, of those that the command itself runs with: no build tool and no network
 * are asked a second time. The serving jar lists them by file name.
 */
public final class BoxClasspath {
  /** The list, one file name a line, in the serving jar. */
  static final String LIST = "META-INF/mlbox/box.classpath";

  static final String MAIN_CLASS = "dev/mlbox/serving/Box.class";

  private static final String ENGINE = "mlbox-engine-";

  /** What speaks to a cluster and reads mlbox.yaml; no model, data or image is touched there. */
  private static final Pattern PILOT =
      Pattern.compile(ENGINE + "|kubernetes-|zjsonpatch-|jackson-|snakeyaml-\\d|slf4j-");

  private BoxClasspath() {}

  /** The entries that this process was started with. */
  public static List<Path> running() {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .toList();
  }

  /**
   * What a box is started with.
   *
   * @param candidates jars and folders of classes; the class paths in jars' manifests are followed
   * @throws MlboxException BROKEN when a jar is missing
   */
  public static List<Path> of(List<Path> candidates) {
    Set<Path> entries = new LinkedHashSet<>();
    candidates.forEach(candidate -> follow(candidate.toAbsolutePath().normalize(), entries));
    for (Path entry : entries) {
      if (Files.exists(entry.resolve(MAIN_CLASS))) {
        // Built but not packed: nothing to choose by.
        return List.copyOf(entries);
      }
      List<String> names = Files.isRegularFile(entry) ? listIn(entry) : List.of();
      if (!names.isEmpty()) {
        return named(names, entry, entries);
      }
    }
    throw missing("the serving jar of mlbox");
  }

  /**
   * What a pilot needs beside a box's own class path.
   *
   * @param candidates as for {@link #of}
   * @throws MlboxException BROKEN when the engine is not among them as a jar
   */
  public static List<Path> ofPilot(List<Path> candidates) {
    List<Path> box = of(candidates);
    Set<Path> entries = new LinkedHashSet<>();
    candidates.forEach(candidate -> follow(candidate.toAbsolutePath().normalize(), entries));
    List<Path> pilot =
        entries.stream()
            .filter(Files::isRegularFile)
            .filter(entry -> !box.contains(entry))
            .filter(entry -> PILOT.matcher(entry.getFileName().toString()).lookingAt())
            .toList();
    if (pilot.stream().noneMatch(entry -> entry.getFileName().toString().startsWith(ENGINE))) {
      throw missing("the engine's jar, which deploy.pilot: cluster puts into the image");
    }
    return pilot;
  }

  private static void follow(Path entry, Set<Path> entries) {
    if (!Files.exists(entry) || !entries.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String more =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more != null) {
        for (String link : more.strip().split("\\s+", -1)) {
          follow(Path.of(entry.toUri().resolve(link)), entries);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not a jar, or a link that is no file: then nothing that a box needs is in there.
    }
  }

  private static List<String> listIn(Path entry) {
    try (JarFile jar = new JarFile(entry.toFile())) {
      JarEntry list = jar.getJarEntry(LIST);
      if (list == null) {
        return List.of();
      }
      try (var in = jar.getInputStream(list)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
      }
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Path> named(List<String> names, Path serving, Set<Path> entries) {
    Map<String, Path> byName = new LinkedHashMap<>();
    entries.forEach(entry -> byName.putIfAbsent(entry.getFileName().toString(), entry));
    Set<Path> found = new LinkedHashSet<>(List.of(serving));
    List<String> absent = new ArrayList<>();
    for (String name : names) {
      Path jar = byName.get(name);
      if (jar == null) {
        absent.add(name);
      } else {
        found.add(jar);
      }
    }
    if (!absent.isEmpty()) {
      throw missing(String.join(", ", absent));
    }
    return List.copyOf(found);
  }

  private static MlboxException missing(String what) {
    return MlboxException.broken(
        Problem.of("a box cannot be started without " + what)
            .at("class path of mlbox")
            .remedy("install mlbox again"),
        null);
  }
}
