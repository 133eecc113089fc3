package dev.mlbox.engine.data;

import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files behind a location, in the order of their names.
 *
 * @param location as the user wrote it, without what is secret in it, and where
 * @param files absolute, at least one, all of one format
 * @param downloaded the temporary folder to remove afterwards; null unless they were downloaded
 */
record DataFiles(Stated location, List<Path> files, @Nullable Path downloaded) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");
  private static final int BUFFER = 1 << 16;

  DataFiles {
    files = List.copyOf(files);
  }

  /** Finds them; relative locations start at {@code folder}. */
  static DataFiles find(Stated location, Path folder) {
    String text = location.text();
    if (text.startsWith("http://") || text.startsWith("https://")) {
      Path copy = RemoteData.usual().copy(location);
      Stated shown = new Stated(Shown.of(text), location.place());
      return new DataFiles(shown, List.of(copy), copy.getParent());
    }
    requirePath(location);
    List<Path> files =
        isGlob(location) ? matching(location, folder) : List.of(single(location, folder));
    if (files.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("no file matches %s".formatted(text))
              .at(location.place())
              .expected("at least one in " + folder.toAbsolutePath().normalize()));
    }
    DataFormat first = DataFormat.of(files.get(0), location.place());
    for (Path file : files) {
      if (DataFormat.of(file, location.place()) != first) {
        throw MlboxException.invalid(
            Problem.of(
                    "%s matches files of several formats, such as %s and %s"
                        .formatted(text, files.get(0).getFileName(), file.getFileName()))
                .at(location.place())
                .expected("files of one format"));
      }
    }
    return new DataFiles(location, files, null);
  }

  /** As a path, an address would be looked for in the project's folder, and shown as one. */
  private static void requirePath(Stated location) {
    Matcher scheme = SCHEME.matcher(location.text());
    if (scheme.lookingAt()) {
      throw MlboxException.invalid(
          Problem.of("data are not read from %s".formatted(scheme.group()))
              .at(location.place())
              .expected("a file, a glob, https://…, or live:7d")
              .remedy("copy them here first, as in train.run"));
    }
  }

  static boolean exist(Stated location, Path folder) {
    return isGlob(location)
        ? !matching(location, folder).isEmpty()
        : Files.exists(folder.resolve(location.text()));
  }

  private static boolean isGlob(Stated location) {
    return WILD.matcher(location.text()).find();
  }

  private static Path single(Stated location, Path folder) {
    Path file = folder.resolve(location.text()).toAbsolutePath().normalize();
    if (Files.isDirectory(file)) {
      throw MlboxException.invalid(
          Problem.of("%s is a folder".formatted(location.text()))
              .at(location.place())
              .expected("a file, or a glob such as %s/*.parquet".formatted(location.text())));
    }
    if (!Files.isReadable(file)) {
      String what = Files.exists(file) ? "cannot be read" : "does not exist";
      throw MlboxException.invalid(
          Problem.of("data file %s %s".formatted(location.text(), what))
              .at(location.place())
              .expected("CSV, Parquet or JSON lines at " + file));
    }
    return file;
  }

  private static List<Path> matching(Stated location, Path folder) {
    String text = location.text();
    int wild = WILD.matcher(text).results().findFirst().orElseThrow().start();
    int slash = text.lastIndexOf('/', wild);
    Path root = folder.resolve(text.substring(0, slash + 1)).toAbsolutePath().normalize();
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + text.substring(slash + 1));
    List<Path> found;
    try (Stream<Path> below = Files.isDirectory(root) ? Files.walk(root) : Stream.empty()) {
      found =
          below
              .filter(Files::isRegularFile)
              .filter(file -> matcher.matches(root.relativize(file)))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("cannot list " + root).at(location.place()), e);
    }
    return found;
  }

  DataFormat format() {
    return DataFormat.of(files.get(0), location.place());
  }

  /** How large all of them are together. */
  long bytes() {
    long bytes = 0;
    for (Path file : files) {
      bytes += file.toFile().length();
    }
    return bytes;
  }

  /** SHA-256 over the bytes of all files, one after the other. */
  Digest digest() {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      } catch (IOException e) {
        throw MlboxException.broken(Problem.of("cannot read " + file), e);
      }
    }
    return Digest.of(digest);
  }

  void removeDownload() {
    if (downloaded == null) {
      return;
    }
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(downloaded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
