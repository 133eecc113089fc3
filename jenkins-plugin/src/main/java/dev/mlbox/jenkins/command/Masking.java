package dev.mlbox.jenkins.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Makes secrets of a log stars. Whole lines are passed on, so that no secret is cut in two. Where
 * they go is said anew each time, so that who only waits holds no log.
 */
public final class Masking {
  private static final String STARS = "****";

  private final List<String> secrets;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** Masks each line of each secret. */
  public Masking(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(secret -> secret.length() > 3)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** What is written to it gets there masked; a line that has no end yet is kept for the next one. */
  public OutputStream to(OutputStream out) {
    return new Masked(out);
  }

  /** Whether nothing is kept back, as the end of a line is still to come. */
  public boolean isWhole() {
    return line.size() == 0;
  }

  /** Passes on the last line if it has no end. */
  public void end(OutputStream out) throws IOException {
    if (line.size() > 0) {
      pass(out);
    }
    out.flush();
  }

  private void pass(OutputStream out) throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    for (String secret : secrets) {
      text = text.replace(secret, STARS);
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private final class Masked extends OutputStream {
    private final OutputStream out;

    Masked(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      line.write(b);
      if (b == '\n') {
        pass(out);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
