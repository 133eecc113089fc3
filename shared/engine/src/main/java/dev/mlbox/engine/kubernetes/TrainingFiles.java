package dev.mlbox.engine.kubernetes;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Brings files into a training pod, and its output out of it. */
final class TrainingFiles {
  private TrainingFiles() {}

  /** The pod begins once all are there. */
  static void send(ContainerResource container, SortedMap<String, Path> files) throws IOException {
    Path packed = Files.createTempFile("mlbox-inputs", ".tar");
    try {
      pack(files, packed);
      if (!container.file(TrainingObjects.INPUTS).upload(packed)) {
        throw new IOException("the inputs did not arrive whole");
      }
      if (!container.file(TrainingObjects.GO).upload(new ByteArrayInputStream(new byte[1]))) {
        throw new IOException("the pod could not be told to begin");
      }
    } finally {
      Files.deleteIfExists(packed);
    }
  }

  private static void pack(SortedMap<String, Path> files, Path to) throws IOException {
    try (TarArchiveOutputStream out =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(Files.size(file.getValue()));
        if (Files.isExecutable(file.getValue())) {
          entry.setMode(0755);
        }
        out.putArchiveEntry(entry);
        Files.copy(file.getValue(), out);
        out.closeArchiveEntry();
      }
    }
  }

  /**
   * Puts the output where the command would have put it here.
   *
   * @throws MlboxException BROKEN when it would leave the folder
   */
  static void fetch(ContainerResource container, Path folder, String place) throws IOException {
    try (InputStream packed = container.file(TrainingObjects.OUTPUT).read();
        TarArchiveInputStream from = new TarArchiveInputStream(new BufferedInputStream(packed))) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        Path to = folder.resolve(entry.getName()).normalize();
        if (!to.startsWith(folder) || to.startsWith(folder.resolve(".git"))) {
          throw MlboxException.broken(
              Problem.of("the pod's output holds %s".formatted(entry.getName()))
                  .at(place)
                  .expected("files below the project's folder"),
              null);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else if (entry.isFile()) {
          Files.createDirectories(to.getParent());
          Path part = to.resolveSibling(to.getFileName() + ".part");
          Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
