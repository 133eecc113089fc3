package dev.mlbox.spark;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The files that rows are in, as Hadoop's file systems know them. */
final class Addresses {
  private static final int BUFFER = 1 << 20;

  private Addresses() {}

  /** As Hadoop writes them, in the order of the rows. */
  static List<Path> of(List<String> files, Configuration hadoop) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String file : files) {
      if (file.startsWith("file:")) {
        found.add(new Path(URI.create(file)));
      } else {
        found.addAll(matching(file, hadoop));
      }
    }
    found.forEach(Addresses::require);
    return found;
  }

  private static List<Path> matching(String address, Configuration hadoop) throws IOException {
    Path glob = new Path(address);
    FileStatus[] status;
    try {
      status = glob.getFileSystem(hadoop).globStatus(glob);
    } catch (FileNotFoundException e) {
      status = null;
    }
    List<Path> files =
        Stream.of(status == null ? new FileStatus[0] : status)
            .filter(FileStatus::isFile)
            .map(FileStatus::getPath)
            .sorted()
            .toList();
    if (files.isEmpty()) {
      throw MlboxException.invalid(
          Problem.of("no file matches %s".formatted(address))
              .expected("a Parquet file, or a glob such as %s/*.parquet".formatted(address)));
    }
    return files;
  }

  /** Spark passes over hidden files, takes apart globs, and DuckDB makes columns of folders. */
  private static void require(Path file) {
    String name = file.getName();
    if (!name.endsWith(".parquet")) {
      throw MlboxException.invalid(
          Problem.of("Spark is to read %s".formatted(name))
              .expected("Parquet: text says nothing of its types, and readers guess differently")
              .remedy("write the rows as Parquet, or leave evaluate.engine: spark out"));
    }
    String path = file.toUri().getPath();
    if (name.startsWith("_") || name.startsWith(".") || path.matches(".*[*?\\[\\]{}].*")) {
      throw refused(path, "Spark does not read files that are hidden or look like globs");
    }
    if (path.matches(".*/[^/=]+=[^/]*/.*")) {
      throw refused(path, "a folder that is called NAME=VALUE would be a column to some readers");
    }
  }

  private static MlboxException refused(String path, String why) {
    return MlboxException.invalid(
        Problem.of("data file %s has a name that readers take differently".formatted(path))
            .expected("another name: " + why)
            .remedy("or leave evaluate.engine: spark out"));
  }

  /** SHA-256 over the bytes of all of them, one after the other. */
  static byte[] digest(List<Path> files, Configuration hadoop) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER];
    for (Path file : files) {
      try (InputStream in = file.getFileSystem(hadoop).open(file)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      }
    }
    return digest.digest();
  }
}
