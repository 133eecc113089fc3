package hudson;

import hudson.model.Computer;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;

public final class FilePath {
  public FilePath(File arg0) {}

  public String getRemote() {
    throw new UnsupportedOperationException("a signature only");
  }

  public FilePath child(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public Computer toComputer() {
    throw new UnsupportedOperationException("a signature only");
  }

  public void mkdirs() throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void deleteRecursive() throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void deleteContents() throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public boolean exists() throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
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
    throw new UnsupportedOperationException("a signature only");
  }

  public String readToString() throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void write(String arg0, String arg1) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void copyTo(FilePath arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public void unzipFrom(InputStream arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }

  public Launcher createLauncher(TaskListener arg0) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("a signature only");
  }
}
