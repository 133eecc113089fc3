package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import dev.mlbox.core.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The layers of a box, what changes most seldom first: libraries, mlbox itself, the model. Entries
 * are sorted and carry a fixed time.
 */
final class BoxLayers {
  static final String CLASSES = "/mlbox/classes";
  static final String LIBRARIES = "/mlbox/lib";
  static final String BOX = "/mlbox/box";
  static final String PILOT = "/mlbox/pilot";

  /** An empty folder in here is named after a layer's content. */
  private static final String CONTENTS = "/mlbox/contents";

  private static final int CHUNK = 1 << 16;

  private final List<FileEntriesLayer> layers;
  private final Digest box;

  private BoxLayers(List<FileEntriesLayer> layers, Digest box) {
    this.layers = layers;
    this.box = box;
  }

  static BoxLayers of(BoxContents contents) {
    Map<String, Path> libraries = new TreeMap<>();
    Map<String, Path> own = new TreeMap<>();
    for (Path entry : contents.classpath()) {
      String name = String.valueOf(entry.getFileName());
      if (Files.isDirectory(entry)) {
        own.putAll(files(entry, CLASSES));
      } else {
        put(name.startsWith("mlbox-") ? own : libraries, LIBRARIES, name, entry);
      }
    }
    Map<String, Path> pilot = new TreeMap<>();
    Map<String, Path> engine = new TreeMap<>();
    for (Path entry : contents.pilot()) {
      String name = String.valueOf(entry.getFileName());
      put(name.startsWith("mlbox-") ? engine : pilot, PILOT, name, entry);
    }
    Map<String, Path> box = files(contents.folder(), BOX);
    Digest digest = digest(box);
    return new BoxLayers(
        Stream.of(
                layer("libraries", libraries, List.of()),
                layer("pilot", pilot, List.of()),
                layer("mlbox", own, List.of(digest(own))),
                layer("engine", engine, List.of(digest(engine))),
                layer("box", box, List.of(digest)))
            .filter(layer -> !layer.getEntries().isEmpty())
            .toList(),
        digest);
  }

  List<FileEntriesLayer> layers() {
    return layers;
  }

  /** Of the manifest and the model. */
  Digest box() {
    return box;
  }

  /** Two jars of one name from different places keep apart. */
  private static void put(Map<String, Path> files, String folder, String name, Path file) {
    String path = folder + "/" + name;
    for (int i = 2; files.containsKey(path); i++) {
      path = folder + "/" + i + "-" + name;
    }
    files.put(path, file);
  }

  /** All files below a folder, by their path in the image. */
  private static Map<String, Path> files(Path folder, String target) {
    try (Stream<Path> found = Files.walk(folder, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      Map<String, Path> files = new TreeMap<>();
      for (Path file :
          found.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        List<String> names = new ArrayList<>();
        folder.relativize(file).forEach(name -> names.add(name.toString()));
        files.put(target + "/" + String.join("/", names), file);
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One layer.
   *
   * @param contents digests of what is in it: Jib's cache knows files by path and time only, and
   *     would otherwise give back an older layer when a file changed and its time did not
   */
  private static FileEntriesLayer layer(
      String name, Map<String, Path> files, List<Digest> contents) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    if (!files.isEmpty()) {
      for (Digest digest : contents) {
        layer.addEntry(
            Path.of(System.getProperty("java.io.tmpdir")),
            AbsoluteUnixPath.get(CONTENTS + "/" + digest.hex()));
      }
    }
    files.forEach((path, file) -> layer.addEntry(file, AbsoluteUnixPath.get(path)));
    return layer.build();
  }

  private static Digest digest(Map<String, Path> files) {
    MessageDigest digest = Digest.sha256();
    files.forEach(
        (path, file) -> {
          digest.update(path.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(Digest.of(digestOf(file)).hex().getBytes(StandardCharsets.UTF_8));
        });
    return Digest.of(digest);
  }

  private static MessageDigest digestOf(Path file) {
    MessageDigest digest = Digest.sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
