package dev.mlbox.jenkins.command;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A log in which secrets are stars. Whole lines are passed on, so that no secret is cut in two. */
public final class Masking extends FilterOutputStream {
  private static final String STARS = "****";

  private final List<String> secrets;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Masks each line of each secret. */
  public Masking(OutputStream out, Collection<String> secrets) {
    super(out);
    this.secrets =
        secrets.stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(secret -> secret.length() > 3)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  @Override
  public void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      pass();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      write(bytes[from + i]);
    }
  }

  /** Whole lines only; the rest follows with its end. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    pass();
    out.flush();
  }

  private void pass() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    for (String secret : secrets) {
      text = text.replace(secret, STARS);
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
