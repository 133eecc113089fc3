package hudson;

import hudson.model.Computer;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** On the machine itself it works, for tests. */
public final class FilePath {
  private final File file;

  public FilePath(File arg0) {
    file = arg0;
  }

  public String getRemote() {
    return file.getPath();
  }

  public String getName() {
    return file.getName();
  }

  public FilePath child(String arg0) {
    return new FilePath(file.toPath().resolve(arg0).toFile());
  }

  public FilePath sibling(String arg0) {
    return new FilePath(file.toPath().resolveSibling(arg0).toFile());
  }

  public Computer toComputer() {
    return null;
  }

  public void mkdirs() throws IOException, InterruptedException {
    Files.createDirectories(file.toPath());
  }

  public void deleteRecursive() throws IOException, InterruptedException {
    if (file.isDirectory()) {
      deleteContents();
    }
    Files.deleteIfExists(file.toPath());
  }

  public void deleteContents() throws IOException, InterruptedException {
    for (File each : Objects.requireNonNullElse(file.listFiles(), new File[0])) {
      new FilePath(each).deleteRecursive();
    }
  }

  public boolean exists() throws IOException, InterruptedException {
    return file.exists();
  }

  public boolean isDirectory() throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void touch(long arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void chmod(int arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public FilePath[] list(String arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public InputStream read() throws IOException, InterruptedException {
    return Files.newInputStream(file.toPath());
  }

  public String readToString() throws IOException, InterruptedException {
    return Files.readString(file.toPath());
  }

  public void write(String arg0, String arg1) throws IOException, InterruptedException {
    Files.writeString(file.toPath(), arg0, Charset.forName(arg1));
  }

  public void copyTo(FilePath arg0) throws IOException, InterruptedException {
    Files.copy(file.toPath(), arg0.file.toPath());
  }

  public void unzipFrom(InputStream arg0) throws IOException, InterruptedException {
    ZipInputStream zip = new ZipInputStream(arg0);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      File target = child(entry.getName()).file;
      Files.createDirectories(target.getParentFile().toPath());
      Files.copy(zip, target.toPath());
    }
  }

  public Launcher createLauncher(TaskListener arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }
}
