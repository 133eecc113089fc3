package dev.mlbox.serving.sample;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** One file while it grows. What was synced is there whatever happens to the process. */
final class SampleFile implements AutoCloseable {
  private static final int BUFFER = 1 << 15;

  private final Path path;
  private final FileChannel channel;
  private final GZIPOutputStream lines;

  SampleFile(Path path) throws IOException {
    this.path = path;
    channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lines = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER, true);
  }

  Path path() {
    return path;
  }

  /** Whether it has no name any more, so that nobody would find what is written to it. */
  boolean isGone() {
    return Files.notExists(path);
  }

  void append(String text) throws IOException {
    lines.write(text.getBytes(StandardCharsets.UTF_8));
  }

  void sync() throws IOException {
    lines.flush();
    channel.force(false);
  }

  /** As far as it was written out. */
  long bytes() throws IOException {
    return channel.position();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lines.finish();
      channel.force(false);
    }
  }
}
